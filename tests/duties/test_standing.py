"""How often a unit leads at all, by what it is."""

from __future__ import annotations

from baigong.duties import shipped_departments
from baigong.duties.standing import OFTEN, SELDOM, usual_share


def test_enterprises_and_groups_lead_less_than_departments() -> None:
    departments = shipped_departments()

    def share(name: str) -> float:
        return usual_share(name, departments.kinds_of(name))

    assert share("各有关部门") < share("某县供电公司") < share("县水利局")


def test_whoever_is_concerned_leads_least() -> None:
    assert usual_share("各有关部门", ()) < usual_share("县医院", ("医院",)) < usual_share("县水利局", ("水利",))


def test_a_list_names_townships_as_a_group_and_nothing_is_taken_off_for_it() -> None:
    assert usual_share("各乡镇", ("乡镇街道",)) == usual_share("某镇", ("乡镇街道",))
    assert usual_share("各水利局", ("水利",)) < usual_share("县水利局", ("水利",))


def test_a_unit_of_two_kinds_leads_as_often_as_they_do_on_the_mean() -> None:
    shares = [usual_share("", (kind,)) for kind in ("财政", "水利")]
    assert usual_share("", ("财政", "水利")) == sum(shares) / 2


def test_every_kind_that_leads_oftener_or_seldomer_is_one_of_the_departments() -> None:
    assert {*OFTEN, *SELDOM} <= set(shipped_departments().kinds)
