"""
How people say it: phrases for matters whose official names nobody uses.

A saying holds for every item whose Chinese name has one of its terms; `+` joins parts that must all be in the name.
An item's own aliases stand in the catalogue, and weigh more.
"""

import msgspec


class Saying(msgspec.Struct, frozen=True):
    """Phrases of one meaning, and what they mean in the words of the catalogue."""

    phrases: tuple[str, ...]
    terms: tuple[str, ...]


SAYINGS = (
    Saying(("个体户",), ("个体工商户",)),
    Saying(
        ("开店", "开小店", "做小生意", "办营业执照", "open a shop", "start a small business"),
        ("个体工商户+设立", "个体工商户+注册登记", "个体工商户+开业"),
    ),
    Saying(
        ("开公司", "注册公司", "办营业执照", "start a company", "register a company", "found a company"),
        ("公司+设立", "企业设立"),
    ),
    Saying(("关店", "不干了", "close a shop"), ("个体工商户+注销",)),
    Saying(("关公司", "注销公司", "close a company"), ("公司+注销", "企业注销")),
    Saying(("开饭店", "开餐馆", "卖吃的", "open a restaurant", "sell food"), ("食品经营许可", "小餐饮")),
    Saying(("开歌厅", "开卡拉ok", "ktv", "karaoke bar", "open a karaoke bar"), ("娱乐场所", "歌舞")),
    Saying(("开宾馆", "开旅馆", "开民宿", "open a hotel"), ("旅馆业", "特种行业许可")),
    Saying(("开药店", "open a pharmacy"), ("药品经营", "药品零售")),
    Saying(("开诊所", "open a clinic"), ("诊所", "医疗机构+设置", "医疗机构+执业登记")),
    Saying(("办学校", "开培训班", "开幼儿园", "open a school"), ("民办学校+设立", "民办学校+审批", "民办幼儿园")),
    Saying(("关学校", "停办学校", "close a school"), ("民办学校+终止", "学校+终止", "民办学校+注销")),
    Saying(
        ("过户", "房子过户", "买房过户", "卖房", "房产过户", "transfer a house", "sell a house", "buy a house"),
        ("不动产+转移登记", "房屋+转移登记", "所有权+转移登记"),
    ),
    Saying(
        ("房产证", "办房本", "title deed", "property certificate"), ("不动产+首次登记", "不动产权证", "所有权+首次登记")
    ),
    Saying(("查房子", "查房产", "有没有房", "look up a title"), ("不动产登记资料查询", "房屋登记+查询")),
    Saying(("房子抵押", "抵押贷款", "mortgage a house"), ("抵押权", "抵押登记")),
    Saying(("上户口", "孩子上户口", "新生儿落户", "register a birth", "register a newborn"), ("出生登记", "出生+户口")),
    Saying(("迁户口", "落户", "转户口", "move household", "change residence"), ("户口迁移", "迁入", "户口+迁")),
    Saying(
        ("身份证丢了", "补身份证", "换身份证", "lost identity card"),
        ("居民身份证+补领", "居民身份证+换领", "身份证+申领"),
    ),
    Saying(("改名字", "改姓名", "change my name"), ("姓名+变更", "变更+姓名", "户口+变更更正")),
    Saying(("暂住证", "residence card"), ("居住证",)),
    Saying(("护照", "出国", "passport"), ("护照",)),
    Saying(("去香港", "港澳证", "go to hong kong"), ("往来港澳",)),
    Saying(("驾照", "换驾照", "driving licence", "driver's license"), ("驾驶证",)),
    Saying(("上车牌", "车辆上牌", "number plate"), ("机动车+注册登记", "机动车+登记")),
    Saying(("领退休金", "养老金", "办退休", "pension", "retire"), ("养老保险待遇", "退休", "养老金")),
    Saying(("转社保", "社保转移", "transfer social insurance"), ("养老保险+转移", "保险关系转移")),
    Saying(("交社保", "买社保", "pay social insurance"), ("参保登记", "社会保险+登记", "灵活就业")),
    Saying(("社保卡", "social security card"), ("社会保障卡",)),
    Saying(("失业金", "领失业金", "unemployment benefit"), ("失业保险金", "失业保险+申领", "失业登记")),
    Saying(("工伤", "干活受伤", "work injury"), ("工伤",)),
    Saying(
        ("报医药费", "医保报销", "住院报销", "reimburse medical costs"), ("医疗费+报销", "医疗费用", "医疗保险+待遇")
    ),
    Saying(("生孩子报销", "产假工资", "maternity benefit"), ("生育+津贴", "生育保险", "生育医疗")),
    Saying(("取公积金", "公积金取钱", "提公积金", "withdraw housing fund"), ("公积金+提取", "公积金+取")),
    Saying(("公积金贷款", "housing fund loan"), ("公积金+贷款",)),
    Saying(("结婚", "领结婚证", "get married", "marriage"), ("结婚登记", "婚姻登记")),
    Saying(("离婚", "get divorced", "divorce"), ("离婚登记",)),
    Saying(("领养孩子", "adopt a child"), ("收养登记",)),
    Saying(("低保", "困难补助", "minimum living allowance"), ("最低生活保障", "低保")),
    Saying(("残疾证", "disability card"), ("残疾人证", "残疾人+证")),
    Saying(("优待证", "退伍", "veteran"), ("退役军人", "优抚")),
    Saying(("老人补贴", "高龄补贴", "allowance for the old"), ("高龄+津贴", "老年人+补贴", "高龄津贴")),
    Saying(("开发票", "invoice"), ("发票",)),
    Saying(("交税", "报税", "pay tax", "file taxes"), ("申报", "纳税")),
    Saying(("公证", "notary"), ("公证",)),
    Saying(("打官司没钱", "请律师", "legal aid"), ("法律援助",)),
    Saying(("建房子", "农村建房", "盖房", "build a house"), ("宅基地", "建房", "乡村建设规划许可")),
    Saying(("装修开工", "施工", "start building"), ("施工许可",)),
    Saying(("刻章", "刻公章", "make a seal"), ("公章", "印章")),
)


def phrases(name: str) -> tuple[str, ...]:
    """Return how people say an item of this Chinese name."""
    return tuple(
        dict.fromkeys(
            phrase
            for saying in SAYINGS
            if any(all(part in name for part in term.split("+")) for term in saying.terms)
            for phrase in saying.phrases
        )
    )
