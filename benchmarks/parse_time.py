"""How long parsing takes for documents of 0.25, 0.5, 1 and 2 MB: the time a MB must not grow with the size.

Run: python benchmarks/parse_time.py
"""

from __future__ import annotations

import time

from baigong.parse import parse_document

SIZES = (0.25, 0.5, 1.0, 2.0)
ITEM = (
    "（{n}）改善居住条件。推进老旧小区改造{n}个，统筹水电气热管网更新，完善停车、充电、无障碍等设施，2021年{m}月底前完成方案编制。"
    "健全物业服务长效机制，力争居民满意度达到90%以上，制定《物业服务办法（{n}）》，按月通报进展。"
    "（市住房城乡建设局牵头，市发展改革委、市财政局等按职责分工负责，各区、县级市配合）"
)


def document(megabytes: float) -> bytes:
    """Make a plan of about so many MB, in chapters of twenty items."""
    lines = ["北湖市2021年城市更新实施方案"]
    size = at = 0
    while size < megabytes * 1_000_000:
        if at % 20 == 0:
            lines.append("一、重点任务")
        at += 1
        lines.append(ITEM.format(n=at, m=at % 12 + 1))
        size += len(lines[-1].encode())
    return "\n".join(lines).encode()


def main() -> None:
    """Print a row for each size, and the growth of the time a MB from the smallest to the largest."""
    rates = []
    for megabytes in SIZES:
        data = document(megabytes)
        begun = time.perf_counter()
        parsed = parse_document(None, data=data)
        seconds = time.perf_counter() - begun
        tasks = sum(1 for _ in parsed.plan.tasks)
        rates.append(seconds / (len(data) / 1e6))
        print(f"{len(data) / 1e6:5.2f} MB  {tasks:6d} tasks  {seconds:6.2f} s  {rates[-1]:5.2f} s/MB")
    print(f"growth of the time a MB: {rates[-1] / rates[0]:.2f}")


if __name__ == "__main__":
    main()
