"""The answers must be right for every form of the city, or the demonstration's past is nothing to look at."""

import json
from datetime import date

from agent_console.core.form import faulty_fields
from agent_console.demo.answers import answers
from agent_console.demo.city.city import read_city

TODAY = date(2026, 11, 23)


def test_every_form_of_the_city_is_complete_with_them() -> None:
    forms = {json.dumps(listed.item.form): listed.item.form for listed in read_city()}
    assert {faulty_fields(form, answers(form, TODAY), TODAY) for form in forms.values()} == {()}


def test_what_is_known_stays() -> None:
    form = next(listed.item.form for listed in read_city() if listed.item.id == "company-registration")
    assert answers(form, TODAY, {"company_name": "惠州市明灯有限公司"})["company_name"] == "惠州市明灯有限公司"
