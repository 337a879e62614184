"""What the page says, in both languages."""

from typing import NamedTuple


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


WORDS = {
    "title": Words("部门业务系统(演示)", "Departments' own systems (demonstration)"),
    "other": Words(
        "这不是远程柜台。这里模拟其他部门自己的系统：单独的程序、单独的数据，只通过接口与柜台往来。",
        "This is not the counter. It stands for other departments' own systems: a program and records of their own,"
        " which the counter reaches through an interface only.",
    ),
    "language": Words("English", "中文"),
    "none": Words(
        "还没有收到办件。柜台受理后几秒钟内会出现在这里。",
        "Nothing has come yet. A case appears here seconds after its acceptance.",
    ),
    "number": Words("本系统编号", "Number here"),
    "serial": Words("柜台编号", "Number at the counter"),
    "received": Words("收到时间", "Received"),
    "state": Words("状态", "State"),
    "reason": Words("说明", "Reason"),
    "open": Words("查看", "Open"),
    "back": Words("返回列表", "Back to the list"),
    "papers": Words("材料", "Papers"),
    "contents": Words("登记内容", "What came"),
    "decide": Words("办理", "What to do"),
    "reason-why": Words("说明(退回或不予时必填)", "Reason (needed to send back or to refuse)"),
    "reason-missing": Words("退回或不予时须写明说明。", "Sending back and refusing need a reason."),
    "closed": Words("已停用：柜台现在连不上本系统。", "Out of service: the counter gets no answer now."),
    "close": Words("停用(演示故障)", "Take out of service"),
    "reopen": Words("恢复使用", "Put back into service"),
    "running": Words("运行中", "In service"),
    "forbidden": Words("请使用终端里打印的链接打开本页。", "Open this page by the link that the terminal printed."),
    "result": Words("通知书", "Decision"),
    "result-note": Words("柜台约一分钟内取回。", "The counter fetches it within about a minute."),
    "已收件": Words("已收件", "Received"),
    "办理中": Words("办理中", "In progress"),
    "退回补正": Words("退回补正", "Sent back"),
    "准予登记": Words("准予登记", "Registered"),
    "不予登记": Words("不予登记", "Refused"),
    "to-办理中": Words("受理", "Accept"),
    "to-退回补正": Words("退回补正", "Send back"),
    "to-准予登记": Words("准予登记", "Register"),
    "to-不予登记": Words("不予登记", "Refuse"),
}
# What the counter sends, by its path in the document (demo/connectors.yaml), and the papers that come along.
FIELDS = {
    "serial": Words("柜台编号", "Number at the counter"),
    "matter": Words("事项", "Matter"),
    "received": Words("柜台受理时间", "Accepted at the counter"),
    "operator/name": Words("经营者姓名", "Operator"),
    "operator/idNumber": Words("经营者身份号码", "Operator's ID number"),
    "operator/mobile": Words("经营者手机", "Operator's mobile phone"),
    "business/name": Words("商户名称", "Name of the business"),
    "business/trade": Words("行业代码", "Code of the trade"),
    "business/scope": Words("经营范围", "Scope of business"),
    "business/premises": Words("经营场所", "Premises"),
    "business/capitalInFen": Words("资金数额(分)", "Capital (fen)"),
    "business/employees": Words("从业人数", "Employees"),
    "business/opensOn": Words("拟开业日期", "Opens on"),
    "applicant/name": Words("申请人姓名", "Applicant"),
    "applicant/idNumber": Words("申请人身份号码", "Applicant's ID number"),
    "applicant/mobile": Words("申请人手机", "Applicant's mobile phone"),
    "residence/address": Words("居住地址", "Address"),
    "residence/since": Words("居住起始日期", "Lives there since"),
    "residence/kind": Words("居所类型代码", "Code of the dwelling"),
    "ground": Words("申领事由", "Ground"),
    "channel": Words("来源渠道", "Came by"),
    "identity-card": Words("居民身份证", "Identity card"),
    "premises-proof": Words("经营场所使用证明", "Proof of the right to use the premises"),
    "residence-proof": Words("居住地住址证明", "Proof of the place of residence"),
    "photograph": Words("本人相片", "Photograph"),
}
