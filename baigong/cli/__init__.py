"""The commands: one module each; they read arguments, call the layers below and print."""
