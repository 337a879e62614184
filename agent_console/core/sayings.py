"""
How people say it: phrases for matters whose official names nobody uses.

A saying holds for every item whose Chinese name has one of its terms; `+` joins parts that must all be in the name,
`-` stands before one that must not be. Items of `near` terms are found too, after the others: whoever buys a house
registers it first, and then pays the tax on it. An item's own aliases stand in the catalogue, where operators edit
them, and weigh more.
"""

import re

import msgspec


class Saying(msgspec.Struct, frozen=True):
    """Phrases of one meaning, separated by commas, and what they mean in the words of the catalogue."""

    said: str
    terms: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases one by one."""
        return tuple(self.said.split(", "))


_FOOD = ("食品经营许可-变更-注销-补办-延续-换发", "食品+经营许可核发", "小餐饮", "食品小经营店备案发放")
_NEW_SHOP = "个体工商户设立-出版物"

SAYINGS = (
    # -- A business ---------------------------------------------------------------------------------
    Saying("个体户", ("个体工商户",)),
    Saying(
        "开店, 开小店, 开个店, 做小生意, 做生意, 办营业执照, open a shop, start a small business",
        (_NEW_SHOP, "个体工商户注册登记", "个体工商户开业"),
        ("个体工商户+设立", "有限责任公司设立"),
    ),
    Saying(
        "开公司, 注册公司, 成立公司, 办公司, 办企业, 办营业执照, start a company, register a company, found a company",
        ("公司设立登记", "公司登记-分公司-变更-注销", "企业设立登记-分支"),
        ("公司+设立-运输-派遣", "企业设立-运输"),
    ),
    Saying("关店, 不干了, close a shop", ("个体工商户+注销",)),
    Saying("关公司, 注销公司, close a company", ("公司+注销", "企业注销")),
    Saying(
        "开饭店, 开饭馆, 开餐馆, 开餐厅, 开小吃店, 开面馆, 开火锅店, 做餐饮, 卖吃的, "
        "open a restaurant, open a cafe, sell food",
        _FOOD,
        ("食品+经营许可", "食品小经营店", _NEW_SHOP),
    ),
    Saying("卖酒, sell alcohol, sell wine", ("酒类", *_FOOD), ("食品+经营许可",)),
    Saying("卖烟, 办烟证, 烟草证, sell cigarettes, sell tobacco", ("烟草专卖零售许可+新办",), ("烟草专卖零售",)),
    Saying("摆摊, 摆地摊, street stall, street vendor", ("食品摊贩", "占道经营"), ("占道", "便民服务摊点")),
    Saying("开歌厅, 开卡拉ok, ktv, karaoke bar, open a karaoke bar", ("娱乐场所", "歌舞")),
    Saying("开宾馆, 开旅馆, 开民宿, open a hotel", ("旅馆业+许可-变更-注销-延续-补证",), ("旅馆业",)),
    Saying("开药店, open a pharmacy", ("药品经营-变更-注销-延续", "药品零售-变更-注销"), ("药品经营", "药品零售")),
    Saying(
        "开诊所, open a clinic", ("诊所备案-变更", "医疗机构+设置"), ("诊所", "医疗机构+执业登记", "医疗机构执业许可")
    ),
    Saying(
        "开理发店, 开美容院, 开发廊, 开浴室, hair salon, open a hair salon, beauty parlour",
        ("公共场所卫生许可+新办", "乙类公共场所备案"),
        ("公共场所卫生许可", _NEW_SHOP),
    ),
    Saying(
        "开网吧, internet cafe, open an internet cafe",
        ("上网服务营业场所+新办", "开办互联网上网", "上网服务营业场所筹建"),
        ("上网服务营业场所",),
    ),
    Saying("修车店, 开修理厂, garage", ("机动车维修经营备案-变更-终止",), ("机动车维修经营",)),
    Saying(
        "办学校, 开培训班, open a school",
        ("民办学校+设立", "民办学校+审批", "培训学校设立", "学校设立审批"),
        ("民办+办学许可",),
    ),
    Saying("办幼儿园, 开幼儿园, open a kindergarten", ("民办幼儿园+新办", "幼儿园设立"), ("幼儿园",)),
    Saying("关学校, 停办学校, close a school", ("民办学校+终止", "学校+终止", "民办学校+注销")),
    Saying("开发票, invoice", ("发票",)),
    Saying("交税, 报税, pay tax, file taxes, taxes", ("增值税申报", "所得税申报", "契税申报"), ("税+申报", "纳税")),
    Saying("刻章, 刻公章, make a seal", ("公章", "印章")),
    Saying("创业, start a business", ("创业补贴申请", "创业担保贷款"), (_NEW_SHOP, "创业")),
    # -- A house ------------------------------------------------------------------------------------
    Saying(
        "过户, 房子过户, 买房, 买房子, 买房过户, 买二手房, 卖房, 卖房子, 房产过户, "
        "transfer a house, sell a house, buy a house, buy a flat, buy an apartment",
        ("房屋+转移登记", "所有权+转移登记", "不动产转移登记"),
        ("不动产+转移登记", "契税", "购房提取", "不动产预告登记", "个人住房贷款"),
    ),
    Saying("房子继承, 继承房产, inherit a house", ("不动产继承",), ("继承+公证",)),
    Saying(
        "房产证, 办房本, title deed, property certificate",
        ("不动产+首次登记-抵押", "不动产权", "所有权+首次登记"),
    ),
    Saying("查房子, 查房产, 有没有房, look up a title", ("不动产登记资料查询", "房屋登记+查询")),
    Saying("房子抵押, 抵押贷款, mortgage a house", ("不动产抵押权",), ("抵押权", "抵押登记")),
    Saying(
        "租房, 租房子, rent a flat, rent a house",
        ("房屋租赁合同备案-变更", "租房提取", "公共租赁住房申请"),
        ("公租房", "公共租赁住房", "房屋租赁"),
    ),
    Saying(
        "建房子, 农村建房, 盖房, 盖房子, 自建房, build a house",
        ("宅基地审批", "建房", "乡村建设规划许可-变更"),
        ("宅基地", "乡村建设规划许可"),
    ),
    Saying("装修, 装修开工, 施工, start building", ("建筑工程施工许可-变更-延续",), ("施工许可",)),
    Saying(
        "取公积金, 公积金取钱, 提公积金, 提取公积金, 公积金提取, withdraw housing fund, withdraw my housing fund",
        ("公积金+提取", "提取+公积金", "公积金+取"),
    ),
    Saying("公积金贷款, housing fund loan", ("公积金+贷款",)),
    # -- A family -----------------------------------------------------------------------------------
    Saying(
        "结婚, 领证, 领结婚证, get married, marriage, marry",
        ("居民结婚登记", "公民婚姻登记", "结婚登记预约"),
        ("婚姻登记", "结婚证"),
    ),
    Saying("离婚, 办离婚, get divorced, divorce", ("离婚登记", "公民婚姻登记")),
    Saying(
        "生孩子, 生小孩, 生娃, 生宝宝, 要生了, 怀孕, 准生证, have a baby, have a child, pregnant, give birth",
        ("生育登记", "出生医学证明》首次", "出生医学证明+首次", "生育津贴", "生育医疗费-计划"),
        ("出生医学证明", "出生登记", "生育", "户口登记-变更"),
    ),
    Saying("生孩子报销, 产假工资, maternity benefit", ("生育+津贴", "生育保险", "生育医疗")),
    Saying("出生证, 孩子出生证, birth certificate", ("出生医学证明",)),
    Saying(
        "上户口, 孩子上户口, 给孩子上户口, 新生儿落户, register a birth, register a newborn",
        ("新生儿出生登记", "出生+户口", "户口登记-变更"),
        ("出生医学证明",),
    ),
    Saying(
        "迁户口, 落户, 转户口, 户口迁出, 搬家, move household, move house, change residence",
        ("户口迁移", "迁入", "户口+迁"),
        ("户口登记-变更", "居住证"),
    ),
    Saying("改名字, 改姓名, 改名, change my name", ("姓名+变更", "变更+姓名", "户口+变更更正", "户口变更")),
    Saying("领养孩子, adopt a child", ("收养登记",)),
    Saying(
        "上学, 孩子上学, 报名上学, 小孩读书, go to school, enrol a child, school enrolment",
        ("入学报名", "入学办理", "义务教育入学"),
        ("入学", "幼儿园入园"),
    ),
    Saying("转学, change school, change schools", ("学籍+变动", "学籍异动办理", "转学"), ("学籍",)),
    Saying(
        "死亡, 人去世了, 家人去世, 老人走了, 办后事, somebody died, death in the family",
        ("死亡注销", "户口注销", "注销户口", "丧葬", "殡葬"),
        ("死亡证明",),
    ),
    # -- Papers -------------------------------------------------------------------------------------
    Saying(
        "身份证丢了, 身份证掉了, 补身份证, 换身份证, lost identity card, lost my id card",
        ("居民身份证+补-临时", "居民身份证+换-临时", "居民身份证+挂失", "居民身份证办理"),
        ("居民身份证", "临时身份证"),
    ),
    Saying("办身份证, identity card", ("居民身份证+首次-临时", "居民身份证办理"), ("居民身份证",)),
    Saying("暂住证, residence card", ("居住证",)),
    Saying("护照, 出国, passport, go abroad", ("普通护照+首次", "普通护照签发"), ("护照",)),
    Saying("去香港, 港澳证, go to hong kong", ("往来港澳",)),
    Saying(
        "驾照, 考驾照, 换驾照, 驾照到期, 补驾照, driving licence, driver's license, renew my driving licence",
        ("机动车驾驶证-公证",),
        ("驾驶证-公证",),
    ),
    Saying("买车, buy a car", ("车辆购置税申报", "机动车登记", "机动车号牌+首次"), ("机动车+首次",)),
    Saying("卖车, 二手车, 车过户, 汽车过户, sell a car", ("机动车转移登记",), ("机动车变更登记",)),
    Saying("上车牌, 车辆上牌, number plate", ("机动车+注册登记", "机动车号牌", "机动车登记")),
    Saying("老师证, 教师证, 当老师, become a teacher, teacher's certificate", ("教师资格认定", "教师资格"), ()),
    Saying("护士证, 当护士, nurse", ("护士执业+首次", "护士新办"), ("护士",)),
    # -- Work, money and health ---------------------------------------------------------------------
    Saying(
        "退休, 要退休了, 办退休, 领退休金, 退休金, 养老金, pension, retire, retirement",
        ("养老保险待遇申领", "养老保险正常退休申请", "新增退休人员"),
        ("养老保险待遇", "退休", "养老金"),
    ),
    Saying("转社保, 社保转移, transfer social insurance", ("养老保险+转移", "保险关系转移")),
    Saying("交社保, 买社保, pay social insurance", ("养老保险参保登记", "社会保险登记"), ("参保登记", "灵活就业")),
    Saying("社保卡, social security card", ("社会保障卡+首次", "社会保障卡申领"), ("社会保障卡",)),
    Saying(
        "失业, 失业了, 下岗, 没工作, 丢了工作, 失业金, 领失业金, unemployment benefit, lost my job, unemployed",
        ("失业登记", "失业保险金申领"),
        ("失业保险", "失业补助金"),
    ),
    Saying(
        "找工作, 求职, find a job, look for work",
        ("就业登记", "求职", "失业登记", "职业介绍", "就业困难人员认定"),
        ("就业见习申请", "创业补贴"),
    ),
    Saying("工伤, 干活受伤, work injury", ("工伤认定",), ("工伤",)),
    Saying(
        "看病报销, 报医药费, 医保报销, 住院报销, reimburse medical costs, medical bills",
        ("医疗费+报销", "医疗费用", "医疗费支付", "门诊慢特病", "异地就医", "医保+支取"),
        ("医疗保险+待遇", "个人账户"),
    ),
    Saying(
        "办医保, 交医保, 买医保, health insurance, medical insurance",
        ("医疗保险参保登记", "居民参保登记", "职工参保登记"),
        ("医保", "参保登记"),
    ),
    Saying("低保, 吃低保, 困难补助, minimum living allowance", ("最低生活保障", "低保")),
    Saying("残疾证, 办残疾证, disability card", ("残疾人证+新办", "残疾人证+首次"), ("残疾人证", "残疾人+证")),
    Saying("优待证, 退伍, veteran", ("退役军人", "优抚")),
    Saying("当兵, 参军, 入伍, join the army", ("义务兵", "应征", "征兵"), ("退役士兵",)),
    Saying(
        "老人补贴, 高龄补贴, 老年补贴, allowance for the old",
        ("高龄+津贴", "老年人+补贴", "高龄津贴"),
        ("老年人优待", "老年人公交"),
    ),
    Saying("公证, notary", ("公证",)),
    Saying("打官司, 打官司没钱, 请律师, legal aid, go to court", ("法律援助",)),
    # -- The country --------------------------------------------------------------------------------
    Saying("打井, 挖井, 取地下水, dig a well", ("取水许可+新办", "取水申请"), ("取水许可",)),
    Saying("砍树, 伐木, cut down a tree, fell trees", ("林木采伐许可-变更-延续-注销", "砍伐"), ("采伐",)),
)

_SIGNED = re.compile(r"([+-]?)([^+-]+)")


def phrases(name: str) -> tuple[str, ...]:
    """Return how people say an item of this Chinese name."""
    return tuple(dict.fromkeys(p for saying in SAYINGS if _named(name, saying.terms) for p in saying.phrases))


def nearby(name: str) -> tuple[str, ...]:
    """Return what people say who may mean an item of this Chinese name as well."""
    meant = set(phrases(name))
    found = dict.fromkeys(p for saying in SAYINGS if _named(name, saying.near) for p in saying.phrases)
    return tuple(phrase for phrase in found if phrase not in meant)


def _named(name: str, terms: tuple[str, ...]) -> bool:
    return any(all((part in name) == (sign != "-") for sign, part in _SIGNED.findall(term)) for term in terms)
