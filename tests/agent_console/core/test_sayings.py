from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from agent_console.core.catalogue import Item
from agent_console.core.sayings import SAYINGS, nearby, phrases
from agent_console.core.search import Index
from agent_console.core.words import plain
from agent_console.demo.city.city import read_city
from agent_console.services.catalogue_files import read_file
from agent_console.services.finder import item_document

REAL = Path(__file__).parents[4] / "shared" / "data" / "catalogue" / "items-guangan.csv"
FIRST = 3  # What a window shows without scrolling.

# What is said, and an item of the demonstration city that must be among the first three.
SAID = {
    "开店": "个体工商户设立登记",
    "kaidian": "个体工商户设立登记",
    "kd": "个体工商户设立登记",
    "open a shop": "个体工商户设立登记",
    "开公司": "有限责任公司设立登记",
    "start a company": "有限责任公司设立登记",
    "开饭馆": "食品经营许可",
    "开小吃店": "食品经营许可",
    "open a restaurant": "食品经营许可",
    "摆摊": "食品摊贩备案",
    "卖烟": "烟草专卖零售许可(新办)",
    "开药店": "药品经营(零售)许可(新办)",
    "开诊所": "医疗机构执业许可(新办)",
    "开理发店": "公共场所卫生许可(新办)",
    "开网吧": "互联网上网服务营业场所许可(新办)",
    "办幼儿园": "民办幼儿园办学许可(新办)",
    "创业": "创业补贴申请",
    "买房": "国有建设用地使用权及房屋所有权转移登记",
    "maifang": "国有建设用地使用权及房屋所有权转移登记",
    "buy a house": "国有建设用地使用权及房屋所有权转移登记",
    "租房": "房屋租赁合同备案",
    "盖房": "农村宅基地审批",
    "公积金": "购房提取住房公积金",
    "gjj": "购房提取住房公积金",
    "取公积金": "购房提取住房公积金",
    "withdraw housing fund": "购房提取住房公积金",
    "结婚": "内地居民结婚登记",
    "get married": "内地居民结婚登记",
    "离婚": "内地居民离婚登记",
    "lihun": "内地居民离婚登记",
    "divorce": "内地居民离婚登记",
    "生孩子": "生育登记",
    "shz": "生育登记",
    "have a baby": "生育登记",
    "上户口": "新生儿出生登记",
    "搬家": "户口迁移",
    "move house": "户口迁移",
    "改名": "变更姓名",
    "上学": "小学入学报名",
    "转学": "学生学籍变动审批",
    "家人去世": "死亡注销户口",
    "身份证丢了": "居民身份证(补发)",
    "lost my id card": "居民身份证(补发)",
    "出国": "普通护照(首次申领)",
    "换驾照": "机动车驾驶证(换发)",
    "买车": "车辆购置税申报",
    "卖车": "机动车转移登记",
    "退休": "企业职工基本养老保险待遇申领",
    "tuixiu": "企业职工基本养老保险待遇申领",
    "retire": "企业职工基本养老保险待遇申领",
    "失业": "失业登记",
    "找工作": "灵活就业人员就业登记",
    "find a job": "灵活就业人员就业登记",
    "残疾证": "残疾人证(首次申领)",
    "老人补贴": "高龄老人津贴申领",
    "低保": "最低生活保障金申领",
    "打官司": "法律援助申请",
    "交税": "增值税申报",
    "砍树": "林木采伐许可(新办)",
    "挖井": "取水许可(新办)",
}
# The same over a real city's list, which has other names and other matters.
SAID_OF_REAL = {
    "开店": "个体工商户设立登记",
    "kaidian": "个体工商户设立登记",
    "kd": "个体工商户设立登记",
    "open a shop": "个体工商户设立登记",
    "开公司": "个人独资企业设立登记",
    "开饭馆": "食品(含保健食品)经营许可核发",
    "open a restaurant": "食品(含保健食品)经营许可核发",
    "摆摊": "临时便民服务摊点设置",
    "卖烟": "烟草专卖零售许可证新办",
    "开诊所": "中医诊所备案",
    "开理发店": "乙类公共场所备案",
    "开网吧": "开办互联网上网服务营业场所",
    "办幼儿园": "幼儿园设立审批",
    "开宾馆": "旅馆业特种行业许可证核发",
    "创业": "创业补贴申请",
    "租房": "公共租赁住房申请资格审核认定",
    "装修": "建筑工程施工许可证核发",
    "盖房": "乡村建设规划许可证核发",
    "结婚": "中国内地公民婚姻登记",
    "get married": "中国内地公民婚姻登记",
    "离婚": "离婚登记预约",
    "lihun": "离婚登记预约",
    "divorce": "离婚登记预约",
    "生孩子": "《出生医学证明》首次签发",
    "shengha": "《出生医学证明》首次签发",
    "have a baby": "《出生医学证明》首次签发",
    "上户口": "户口登记",
    "搬家": "户口迁移审批",
    "move house": "户口迁移审批",
    "改名": "户口变更",
    "转学": "义务教育阶段学生学籍异动办理",
    "家人去世": "户口注销",
    "身份证丢了": "居民身份证挂失申报、丢失招领",
    "lost identity card": "居民身份证挂失申报、丢失招领",
    "出国": "普通护照签发",
    "退休": "企业职工基本养老保险正常退休申请",
    "tuixiu": "企业职工基本养老保险正常退休申请",
    "retire": "企业职工基本养老保险正常退休申请",
    "失业": "失业登记",
    "找工作": "就业登记",
    "find a job": "就业登记",
    "残疾证": "残疾人证新办",
    "老人补贴": "80周岁以上老年人高龄津贴发放",
    "低保": "最低生活保障",
    "打官司": "对公民法律援助申请的审批",
    "当老师": "教师资格认定",
    "砍树": "林木采伐许可证核发（县级权限）",
    "挖井": "取水许可证新办审批",
}


def test_an_item_is_called_as_people_say_it() -> None:
    assert "开店" in phrases("个体工商户设立登记")
    assert "open a shop" in phrases("个体工商户设立登记")
    assert "过户" in phrases("不动产转移登记")
    assert phrases("无人知晓的事项") == ()


def test_a_term_holds_only_with_all_its_parts_and_none_that_must_not_be() -> None:
    assert "开店" not in phrases("个体工商户注销登记")
    assert "开饭馆" in phrases("食品经营许可")
    assert "开饭馆" not in phrases("食品经营许可变更")


def test_what_may_be_meant_as_well_is_not_said_twice() -> None:
    assert "买房" in nearby("契税申报")
    assert "开饭馆" in nearby("食品经营许可变更")
    assert not set(nearby("食品经营许可")) & set(phrases("食品经营许可"))


def test_every_saying_has_both_sides_in_plain_writing() -> None:
    for saying in SAYINGS:
        assert saying.phrases
        assert saying.terms
        assert all(phrase == plain(phrase) and "," not in phrase for phrase in saying.phrases)


@pytest.mark.parametrize(("said", "meant"), SAID.items())
def test_what_people_say_finds_the_sensible_item_among_the_first_of_the_city(said: str, meant: str) -> None:
    index, names = _city()
    assert meant in [names[hit.id] for hit in index.find(said)[:FIRST]]


@pytest.mark.skipif(not REAL.is_file(), reason="the real list lies beside the project, not in it")
@pytest.mark.parametrize(("said", "meant"), SAID_OF_REAL.items())
def test_what_people_say_finds_the_sensible_item_among_the_first_of_a_real_list(said: str, meant: str) -> None:
    index, names = _real()
    assert meant in [names[hit.id] for hit in index.find(said)[:FIRST]]


@cache
def _city() -> tuple[Index, Mapping[str, str]]:
    return _indexed(tuple(listed.item for listed in read_city()))


@cache
def _real() -> tuple[Index, Mapping[str, str]]:
    return _indexed(tuple(listed.item for listed in read_file(REAL.read_bytes(), REAL.name, {})))


def _indexed(items: tuple[Item, ...]) -> tuple[Index, Mapping[str, str]]:
    return Index([item_document(item) for item in items]), {item.id: item.name.zh for item in items}
