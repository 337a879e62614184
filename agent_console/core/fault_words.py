"""
What is wrong with a catalogue, in both languages.

A fault is found and named in English, by our own rules or by msgspec's; this table says the same in Chinese. A sentence
that it does not know stays English: better than none.
"""

import re
from collections.abc import Mapping

from signaling.protocol.views import Text

Sentences = tuple[tuple[re.Pattern[str], str], ...]

_KINDS = {
    "str": "文本",
    "int": "整数",
    "float": "数字",
    "bool": "是或否",
    "array": "列表",
    "object": "一组字段",
    "null": "空",
}
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"no items", "没有事项"),
    (r"no item '(?P<what>.*)'", "没有事项“{what}”"),
    (r"no department '(?P<what>.*)'", "没有部门“{what}”"),
    (r"no area '(?P<what>.*)'", "没有专区“{what}”"),
    (r"no name", "没有名称"),
    (r"no text", "没有文字"),
    (r"another item has this id", "这个编号已有其他事项使用"),
    (r"no such column", "没有这一列"),
    (r"'(?P<what>.*)' stands twice", "“{what}”出现了两次"),
    (r"neither true nor false", "应填“是”或“否”"),
    (r"not a whole number", "应填整数"),
    (r"not JSON", "不是 JSON"),
    (r"no YAML: (?P<what>.*)", "不是 YAML：{what}"),
    (r"the text is neither UTF-8 nor GB 18030", "文件既不是 UTF-8 也不是 GB 18030 编码"),
    (r"the file cannot be read: (?P<what>.*)", "文件无法读取：{what}"),
    (r"the name must end in (?P<what>.*) or (?P<last>.*)", "文件名应以 {what} 或 {last} 结尾"),
    (r"format 1 names the hall's county", "格式 1 应写明大厅所在的县"),
    (r"a form has at least one field", "表单至少要有一个字段"),
    (r"every form has this field already", "每张表单都已有这个字段"),
    (r"longer than the legal period", "承诺时限长于法定时限"),
    (r"two different duties", "应是两种不同的岗位"),
    (r"a field's name is lower-case letters, digits and _", "字段代码只能用小写字母、数字和下划线"),
    (r"a choice has choices, and nothing else has", "选择题要有选项，其他类型不能有选项"),
    (r"only a boolean can have to be true", "只有是非题可以要求必须为“是”"),
    (r"only a text, an integer or a table has bounds", "只有文本、整数和表格可以有上下限"),
    (r"only an ID number or a phone is known from the ticket", "取号时只知道身份证号码和手机号码"),
    (r"it is none of the choices", "不在选项之中"),
    (r"only a date lies before or after another", "只有日期可以限定先后"),
    (r"a table has columns, and nothing else has", "表格要有列，其他类型不能有列"),
    (r"a column is a plain field", "表格的列只能是普通字段"),
    (r"no date '(?P<what>.*)' stands before it", "它前面没有日期字段“{what}”"),
    (r"no choice or boolean '(?P<what>.*)' stands before it", "它前面没有选择题或是非题“{what}”"),
    (r"'(?P<what>.*)' is never '(?P<last>.*)'", "“{what}”不会是“{last}”"),
    (r"to be filled in", "请填写"),
    # msgspec's.
    (r"Object missing required field `(?P<what>.*)`", "缺少“{what}”"),
    (r"Object contains unknown field `(?P<what>.*)`", "没有“{what}”这个字段"),
    (r"Expected `(?P<kind>\w+)(?: \| \w+)*`, got `(?P<got>\w+)`", "应为{kind}，而不是{got}"),
    (r"Expected `\w+` >= (?P<what>\S+)", "不能小于 {what}"),
    (r"Expected `\w+` <= (?P<what>\S+)", "不能大于 {what}"),
    (r"Expected `\w+` of length >= (?P<what>\d+)", "不能少于 {what} 个"),
    (r"Expected `\w+` of length <= (?P<what>\d+)", "不能多于 {what} 个"),
    (r"Expected `str` matching regex .*", "写法不对"),
    (r"Invalid enum value (?P<what>.*)", "不能是 {what}"),
)
# What msgspec says, for people who know no types.
_PLAIN: tuple[tuple[str, str], ...] = (
    (r"Object missing required field `(?P<what>.*)`", "{what} is missing"),
    (r"Object contains unknown field `(?P<what>.*)`", "there is no field {what}"),
    (r"Expected `(?P<kind>\w+)(?: \| \w+)*`, got `(?P<got>\w+)`", "should be {kind}, not {got}"),
    (r"Expected `\w+` >= (?P<what>\S+)", "may not be less than {what}"),
    (r"Expected `\w+` <= (?P<what>\S+)", "may not be more than {what}"),
    (r"Expected `\w+` of length >= (?P<what>\d+)", "may not be shorter than {what}"),
    (r"Expected `\w+` of length <= (?P<what>\d+)", "may not be longer than {what}"),
    (r"Expected `str` matching regex .*", "not written as it should be"),
    (r"Invalid enum value (?P<what>.*)", "cannot be {what}"),
)
_PLAIN_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "array": "a list",
    "object": "a record",
    "null": "empty",
}
_KNOWN = tuple((re.compile(pattern), chinese) for pattern, chinese in _SENTENCES)
_SIMPLER = tuple((re.compile(pattern), english) for pattern, english in _PLAIN)


def in_both_languages(problem: str) -> Text:
    """Return a fault's sentence in Chinese and English."""
    return Text(zh=_said(problem, _KNOWN, _KINDS), en=_said(problem, _SIMPLER, _PLAIN_KINDS))


def _said(problem: str, sentences: Sentences, kinds: Mapping[str, str]) -> str:
    for pattern, words in sentences:
        found = pattern.fullmatch(problem)
        if found is not None:
            return words.format(**{name: kinds.get(word, word) for name, word in found.groupdict().items()})
    return problem
