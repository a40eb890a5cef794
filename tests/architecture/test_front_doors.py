"""A room is entered by its front doors only; libraries are open to everybody."""

import grimp

DOORS = {"actions", "queries", "facts", "urls", "intake", "demo", "loading"}
# Only the command stands above config, and starts what is in it.
OPEN = {"law", "projection", "exchange", "report", "selfcheck", "web", "access", "config"}


def through_the_wall(importer: str, imported: str) -> bool:
    """Say whether one module of ours reaches past the front door of another room."""
    here, there = importer.split("."), imported.split(".")
    # config puts the program together: it is the only place that knows every room.
    if len(there) < 3 or here[1:2] == there[1:2] or there[1] in OPEN or here[1:2] == ["config"]:
        return False
    return there[2] not in DOORS


def test_rooms_are_entered_by_their_front_doors() -> None:
    graph = grimp.build_graph("segunda")
    bad = [
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if through_the_wall(importer, imported)
    ]
    assert not bad, bad


def test_the_test_itself_sees_who_climbs_the_wall() -> None:
    assert through_the_wall("segunda.cli.screen", "segunda.registry.models")
    assert through_the_wall("segunda.casework.views", "segunda.health.models")
    assert not through_the_wall("segunda.cli.screen", "segunda.registry.intake.read")
    assert not through_the_wall("segunda.registry.demo.people", "segunda.registry.names")
    assert not through_the_wall("segunda.cli.screen", "segunda.law.logic")
    assert not through_the_wall("segunda.config.state.migrate", "segunda.registry.walls")
