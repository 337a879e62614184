"""What lists of other offices write in a cell, and what we call it; a word that nobody knows stays, and is a fault."""

import re

from agent_console.core.catalogue_rows import COLUMNS

_FLAGS = {"√": "true", "有": "true", "必要": "true", "必需": "true", "×": "false", "无": "false", "非必要": "false"}
WORDS: dict[str, dict[str, str]] = {
    "serves": {"自然人": "natural", "个人": "natural", "法人": "legal", "企业": "legal", "企业法人": "legal"},
    "zone": {"综合大厅": "hall", "大厅": "hall", "部门专区": "department", "部门": "department"},
    "case-kind": {"即办件": "instant", "即办": "instant", "承诺件": "promised", "承诺": "promised"},
    "level": {
        "国家级": "1",
        "省级": "2",
        "市级": "3",
        "县级": "4",
        "区级": "4",
        "乡镇级": "5",
        "街道级": "5",
        "村级": "6",
    },
    "item-type": {
        "行政许可": "01",
        "行政处罚": "02",
        "行政强制": "03",
        "行政征收": "04",
        "行政给付": "05",
        "行政检查": "06",
        "行政确认": "07",
        "行政奖励": "08",
        "行政裁决": "09",
        "其他行政权力": "10",
        "公共服务": "20",
    },
    "delivery": {"窗口领取": "window", "窗口": "window", "现场领取": "window", "邮寄": "parcel", "快递": "parcel"},
    "signature": {"屏幕手写": "finger", "手写签名": "wet", "纸上签名": "wet", "数字证书": "certificate"},
    "mode": {"全程网办": "online", "异地代收代办": "collection", "代收代办": "collection", "多地联办": "joint"},
    "fee": {"不收费": "0", "免费": "0", "否": "0", "无": "0"},
}
_COUNTED = re.compile(r"(\d+)\s*(?:个)?(?:工作日|自然日|日|天|分钟)")
_BETWEEN = re.compile(r"\s*[、,，;；|/]\s*")


def our_value(sheet: str, column: str, cell: str) -> str:
    """Return a cell as our tables have it: `10个工作日` is `10`, `窗口领取、邮寄` is `window|parcel`."""
    text = cell.strip()
    kind = COLUMNS[sheet].get(column)
    words = WORDS.get(column, {})
    if kind == "number" and (found := _COUNTED.fullmatch(text)) is not None:
        return found[1]
    if kind == "flag":
        return _FLAGS.get(text, text)
    if kind == "list":
        return "|".join(words.get(word, word) for word in _BETWEEN.split(text)) if text else ""
    return words.get(text, text)
