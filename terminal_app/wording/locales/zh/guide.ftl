### 代码说明的公用句子。每个代码一页，在 guide-*.ftl：正文是什么意思，.title 标题，.why 原因，
### .do 一行一步，.call 找谁，.safe 钱和券怎么样。

-call-nobody = 一般不用找人
-call-bank = 活动和银行的事：拨打 { -hotline }（7×24 小时）
-call-store = 先找店长
-call-store-bank = 先找店长；活动和银行的事拨打 { -hotline }
-call-tech = 联系{ -engineer }；活动的事拨打 { -hotline }
-safe-untouched = 还没有核销，券没有动，钱也没有收
-safe-no-change = 什么都没有改动，已经记下的一笔也不会少
-safe-refund-not = 这一步没有退款：钱没有退，券也没有动
-safe-journal = 已经记下的都在本机流水里，等待上传的也还在，一笔不会丢

guide-heading = 代码说明
guide-intro = 屏幕上出现提示时按 F1，就是这一页；命令行用 coupon-terminal help 代码。本文件由程序写成，请改程序里的说明，不要改这里。
guide-meaning = 什么意思
guide-why = 为什么
guide-steps = 怎么办
guide-call = 找谁
guide-safe = 钱和券
guide-count = 共 { $count } 条；看其中一条：coupon-terminal help 代码
guide-hint = F1 说明
guide-keys = 再按 F1 看按键，Esc 返回
