### 演示
demo-starting = 正在启动沙箱平台（模拟银行）和一台训练终端……
demo-online = 顾客出示 600 元券，买 8,999.00 元冰箱：平台在线确认，应付 8,399.00
demo-again = 同一张券再扫一次：本机已核销，拒绝
demo-refund-preview = 顾客要退冰箱：办之前先看清退多少钱、券怎么样
demo-refund-full = 有效期内全额退款：退 8,399.00，消费券恢复
demo-refund-again = 恢复的券再买同一台冰箱：又可以使用
demo-refund-void = 只撤销核销：不退钱，消费券视为已使用
demo-refund-void-again = 撤销过的券再用：拒绝
demo-refund-partial = 两件商品只退电视：退 5,999.00 减优惠 500.00，消费券视为已使用
demo-refund-split = 余下的也退了：拆单退款，退 499.00，消费券仍不恢复
demo-refund-partial-again = 部分退款用掉的券再用：拒绝
demo-two-items = 300 元券，两件 1,500 元商品：不能凑单，拒绝
demo-one-fen-short = 300 元券，单件 1,999.99 元：差一分，拒绝
demo-exactly = 300 元券，单件正好 2,000.00 元：可以使用
demo-truncated = 券码只读到一部分：提示重扫
demo-garbled = 券码读错一位：提示重扫
demo-forged = 券码被改过、校验位也补对了：签名不符，拒绝
demo-expired = 十分钟前的截图：券码已过期，拒绝
demo-held = 500 元券，买 5,999.00 元电视：已确认，顾客还没付款
demo-reversed = 顾客改变主意，没有付款：冲正
demo-again-after-reversal = 同一张券再用：可以使用
demo-suspended = 平台暂停本店：拒绝核销，屏幕给出原因和 95533
demo-resumed = 核查后恢复：又可以核销
demo-offline = 平台进程被杀死，照常收银：离线受理
demo-offline-again = 离线时同一张券再来：本机记得，拒绝
demo-synced = 平台恢复，同步：两笔都得到确认
demo-once = 平台上每笔只入账一次
demo-other-till = 同一张券先在店里另一台终端核销
demo-cut-off = 本机断网，不知情，离线受理
demo-exception = 同步后平台拒绝：列为异常，保留双方记录，等店长处理
demo-summary = 日汇总：笔数、优惠分文不差，补贴按 15 : 1 由省级资金和银行分担
demo-journal = 校验流水：签名、链条、账目都完整
demo-end = 共 { $steps } 步，{ $failed ->
        [0] 每一步都和讲的一样。
       *[other] 其中 { $failed } 步不符！
    }
demo-kept = 程序出错，这次演示的账目留在：{ $folder }
