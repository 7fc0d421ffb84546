"""Who holds which office of whom, in the ways in which articles tell it."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

EVA, OLE, KERNING, VOLTESSA = "Eva Lund", "Ole Brask", "Kerning AG", "Voltessa Oy"
CASES = {
    "she runs the maker": (
        "Eva Lund, 54, who has run the Bavarian toolmaker Kerning AG since 2011, smiled.",
        {(EVA, "Head", KERNING)},
    ),
    "who led talks heads nothing": ("Eva Lund led talks with Kerning AG.", set()),
    "an office says it better": (
        "Eva Lund, chief executive of Kerning AG, has run Kerning AG since 2011.",
        {(EVA, "Chief executive", KERNING)},
    ),
    "owned by one and run by another": (
        "Kerning AG is owned by Eva Lund and run by her son, Ole Brask.",
        {(EVA, "Owner", KERNING), (OLE, "Head", KERNING)},
    ),
    "two founders": (
        "Eva Lund and Ole Brask, who founded Kerning AG in 2009, left.",
        {(EVA, "Founder", KERNING), (OLE, "Founder", KERNING)},
    ),
    "two managers": (
        "Eva Lund and Ole Brask, managing directors of Kerning AG, left.",
        {(EVA, "Managing director", KERNING), (OLE, "Managing director", KERNING)},
    ),
    "a firm called Energy": (
        "Halden Energy chief executive Eva Lund left.",
        {(EVA, "Chief executive", "Halden Energy")},
    ),
    "a firm called Timber": (
        "Halden Timber CEO Eva Lund and timber buyer Ole Brask left.",
        {(EVA, "CEO", "Halden Timber"), (OLE, "Timber buyer", "Halden Timber")},
    ),
    "two in a list": (
        "In came Kerning AG chairman Ole Brask, Voltessa Oy managing director Eva Lund and me.",
        {(OLE, "Chairman", KERNING), (EVA, "Managing director", VOLTESSA)},
    ),
    "two words before the office": (
        "Eva Lund, a safety manager with Kerning AG, found the crack.",
        {(EVA, "Safety manager", KERNING)},
    ),
    "whose chairman": (
        "Voltessa Oy bid for shares of Kerning AG, whose chairman, Ole Brask, refused.",
        {(OLE, "Chairman", KERNING)},
    ),
    "of a plant": (
        "Eva Lund, general manager of the Turku plant of Voltessa Oy, smiled.",
        {(EVA, "General manager", VOLTESSA)},
    ),
    "at the time": (
        "Eva Lund, who was finance director of Kerning AG at the time, signed.",
        {(EVA, "Finance director", KERNING)},
    ),
    "of the company": (
        "Eva Lund is the chairwoman of Kerning AG. Voltessa Oy had a loss in 2017. Lund, who was "
        "sales director of the company at the time, left.",
        {(EVA, "Chairwoman", KERNING), (EVA, "Sales director", KERNING)},
    ),
    "a lawyer is one by herself": ("Kerning AG grew. Eva Lund, a lawyer, was pleased.", set()),
    "used to be": (
        "Eva Lund used to be head of procurement at Kerning AG.",
        {(EVA, "Head of procurement", KERNING)},
    ),
    "works as": (
        "Eva Lund works for Kerning AG as a safety inspector.",
        {(EVA, "Safety inspector", KERNING)},
    ),
    "not as another one does": (
        "Eva Lund of Kerning AG praised the pump as chairman Ole Brask looked on.",
        {(OLE, "Chairman", KERNING)},
    ),
    "described as": ("Eva Lund described Kerning AG as a leader.", set()),
    "member of a board": (
        "Eva Lund has joined the supervisory board of Kerning AG.",
        {(EVA, "Member of the supervisory board", KERNING)},
    ),
    "not yet on a board": ("Eva Lund may join the board of Kerning AG.", set()),
    "he will be succeeded": (
        "Ole Brask is stepping down as chairman of Kerning AG. He will be succeeded by Eva Lund.",
        {(OLE, "Chairman", KERNING), (EVA, "Chairman", KERNING)},
    ),
    "whom she replaced": (
        "Kerning AG's new chairwoman, Eva Lund, who replaced Ole Brask in May, smiled.",
        {(EVA, "Chairwoman", KERNING), (OLE, "Chairwoman", KERNING)},
    ),
    "she succeeds": (
        "Kerning AG named Eva Lund, head of sales at Voltessa Oy, as its chairwoman. Lund "
        "succeeds Ole Brask.",
        {
            (EVA, "Head of sales", VOLTESSA),
            (EVA, "Chairwoman", KERNING),
            (OLE, "Chairwoman", KERNING),
        },
    ),
    "a clause goes on": (
        "At Kerning AG, Eva Lund becomes chief executive and Ole Brask finance director.",
        {(EVA, "Chief executive", KERNING), (OLE, "Finance director", KERNING)},
    ),
    "of the partner, not of the firm": (
        "Eva Lund, a director of Kerning AG's Finnish partner, Voltessa Oy, came too.",
        {(EVA, "Director", VOLTESSA)},
    ),
    "founded with another": (
        "Eva Lund co-founded Kerning AG with Ole Brask in 2015.",
        {(EVA, "Co-founder", KERNING), (OLE, "Co-founder", KERNING)},
    ),
    "without accents": (
        "Kerning AG is owned by the businessman Andres Tamm.",
        {("Andres Tamm", "Owner", KERNING)},
    ),
    "steps down": (
        "Kerning AG said Eva Lund had told of her intention to step down as chairwoman.",
        {(EVA, "Chairwoman", KERNING)},
    ),
    "where the plant is": (
        "Kerning AG makes pumps. Eva Lund, mill manager in Turku, told so.",
        {(EVA, "Mill manager", KERNING)},
    ),
    "offices in a town": (
        "Kerning AG has an office in Turku, headed by Eva Lund.",
        {(EVA, "Head", KERNING)},
    ),
    "in charge of a part of the world": (
        "Kerning AG has put Eva Lund in charge of Africa.",
        {(EVA, "Head", KERNING)},
    ),
    "by her given name, and of whom she is kin": (
        "Ole Brask, the owner of Kerning AG, is ill. His daughter Eva has been managing director "
        "since 2014. Eva Brask likes pianos.",
        {(OLE, "Owner", KERNING), ("Eva Brask", "Managing director", KERNING)},
    ),
    "kin is no house": (
        "Eva Lund, who has chaired Kerning AG since her brother Ian died, left.",
        {(EVA, "Chair", KERNING)},
    ),
    "the past of a chief executive": (
        "Kerning AG grows. Chief executive Eva Lund, previously sales chief of Voltessa Oy, stays.",
        {(EVA, "Chief executive", KERNING), (EVA, "Sales chief", VOLTESSA)},
    ),
    "told of before where she was": (
        "Eva Lund, formerly head of sales at Voltessa Oy, was named chairwoman of Kerning AG.",
        {(EVA, "Head of sales", VOLTESSA), (EVA, "Chairwoman", KERNING)},
    ),
    "what she was, in the next sentence": (
        "Kerning AG named Eva Lund as chairwoman. She was previously sales chief of Voltessa Oy.",
        {(EVA, "Chairwoman", KERNING), (EVA, "Sales chief", VOLTESSA)},
    ),
    "no longer": (
        "The order went to ex-Voltessa Oy. Ex-Kerning research chief Eva Lund left.",
        {(EVA, "Research chief", "Kerning")},
    ),
    "the mayor of a town, without a comma": (
        "Kerning AG grows, said Deputy Mayor of Ningbo Shen Jianping.",
        {("Shen Jianping", "Deputy Mayor", "Ningbo")},
    ),
    "of a union": (
        "Kerning AG must pay, said convener Eva Lund of the Food Workers' Alliance.",
        {(EVA, "Convener", "Food Workers' Alliance")},
    ),
    "one house now, another before": (
        "Kerning AG grows. Eva Lund, senior director and a former partner at Voltessa Oy, stays.",
        {(EVA, "Senior director", KERNING), (EVA, "Partner", VOLTESSA)},
    ),
    "named together": (
        "Kerning AG named Eva Lund and Ole Brask joint chief executives.",
        {(EVA, "Chief executive", KERNING), (OLE, "Chief executive", KERNING)},
    ),
    "founded with somebody": (
        "Eva Lund, a chemist, founded Kerning AG in 2019 with Ole Brask.",
        {(EVA, "Founder", KERNING), (OLE, "Founder", KERNING)},
    ),
    "founded by somebody's kin": (
        "Kerning AG was founded in 1986 in Ny by Brask's father-in-law, Ole Lund.",
        {("Ole Lund", "Founder", KERNING)},
    ),
    "who chairs, after what she was": (
        "Eva Lund bought Kerning AG. Ms Lund, a former vet who now chairs Kerning, spoke.",
        {(EVA, "Chair", KERNING)},
    ),
    "the town of the maker is no house": (
        "Eva Lund is head of Kerning AG, the Bremen maker of panels.",
        {(EVA, "Head", KERNING)},
    ),
    "who sent his son": (
        "Kerning AG grows. Ole Lund, the founder, sent his son Ravi to Oslo.",
        {("Ole Lund", "Founder", KERNING)},
    ),
    "joins a firm that is called like a man": (
        "Kerning AG shrinks. Eva Lund is joining the law firm Sterling Brask as a partner.",
        {(EVA, "Partner", "Sterling Brask")},
    ),
    "her opposite number": (
        "Eva Lund, head of Kerning AG, met Ole Brask, her opposite number at Voltessa Oy.",
        {(EVA, "Head", KERNING), (OLE, "Head", VOLTESSA)},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_who_holds_which_office(text: str, wanted: set[tuple[str, str, str]]) -> None:
    roles = [one for one in reading_records(read_text(text)) if one["kind"] == "role"]
    assert {(one["person"], one["role"], one["organisation"]) for one in roles} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Eva Lund of Kerning AG welcomed Voltessa Oy as a partner.",
        "Eva Lund, who leads the field in sales, bought Kerning AG shares.",
        "Eva Lund ran Voltessa Oy shares down.",
        "Eva Lund, a friend of the chairman of Kerning AG, smiled.",
        "Eva Lund, daughter of the founder of Kerning AG, smiled.",
        "Eva Lund works closely with the chief executive of Kerning AG.",
        "Eva Lund and her lawyer, Ole Brask, met Kerning AG's chairman.",
        "Eva Lund, who owns a farm near Kerning AG's mill, objected.",
        "Eva Lund established Kerning AG's reputation as a reliable partner.",
        "Eva Lund could become chairwoman of Kerning AG one day.",
        "Eva Lund: The chairman of Kerning AG must go.",
        "Eva Lund, whose husband is chairman of Kerning AG, paints.",
        "Eva Lund, 40, and now a mother of two, saw Kerning AG as an owner.",
    ],
)
def test_whoever_only_stands_near_an_office_does_not_hold_it(text: str) -> None:
    assert [one for one in reading_records(read_text(text)) if one["kind"] == "role"] == []
