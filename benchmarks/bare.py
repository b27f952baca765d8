"""The least a Typer program can be: what `advocacy --help` is measured against."""

from __future__ import annotations

import typer

app = typer.Typer()


@app.command()
def greet(name: str) -> None:
    """Greet somebody."""
    print(f"Hello, {name}")


if __name__ == "__main__":
    app()
