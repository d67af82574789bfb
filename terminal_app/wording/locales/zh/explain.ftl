### 一条记录的来龙去脉：屏幕和 explain 命令共用。story-<kind> 的键是 domain.event 里的 Kind。

story-standing = 订单 { $sale }  { $type } 元券 { $coupon }：{ $state }{ $settled ->
        [yes] （已处理）
       *[no] {""}
    }，{ $sale_state }{ GIVEN($terminal) ->
        [yes] ，收款台 { $terminal }
       *[no] {""}
    }
story-standing-refund = 后来{ $kind }：退顾客 { $refund } 元，{ $state }{ $settled ->
        [yes] （已处理）
       *[no] {""}
    }，券{ $coupon }
story-who = { GIVEN($name) ->
        [yes] { $name }（{ $id }）
       *[no] { $id }
    }
story-by-program = 程序

story-enrolled = 终端 { $terminal } 登记到 { $store }
story-signed-in = { $operator } 登录
story-campaign-adopted = 启用活动文件第 { $version } 版
story-standing-learned = { $suspended ->
        [yes] 平台通知：门店暂停核销（{ $why }）
       *[no] 平台通知：门店可以核销
    }
story-redemption-requested = 请求核销：{ $type } 元券 { $coupon }（第 { $round } 轮），销售额 { $gross } 元 = 实付 { $payable } 元 + 优惠 { $discount } 元
story-redemption-confirmed = 平台确认入账
story-redemption-declined = 平台拒绝：{ $why }
story-redemption-accepted-offline = 平台没有答复（{ $why }），离线受理
story-redemption-reversed = 冲正，这笔核销不算数：{ $why }
story-exception-raised = 平台后来拒绝，成为异常：{ $why }
story-sale-completed = 顾客已付款
story-notice-answered = { $outcome ->
        [confirmed] 平台接受冲正
       *[other] 平台不接受冲正：{ $why }
    }
story-sale-fetched = 从平台取回收款台 { $terminal } 的订单
story-refund-requested = 请求{ $kind }：退还顾客 { $refund } 元，退回补贴 { $subsidy } 元，{ $fate ->
        [reinstated] 券恢复
       *[used] 券不恢复
    }
story-refund-confirmed = 平台确认退款，{ $fate ->
        [reinstated] 券已恢复
       *[used] 券视为已使用
    }
story-refund-declined = 平台拒绝退款，没有退钱：{ $why }
story-refund-accepted-offline = 平台没有答复（{ $why }），钱已退，券等平台确认
story-refund-exception-raised = 平台后来拒绝这次退款，成为异常：{ $why }
story-exception-noted-noted = 异常：写了备注
story-exception-noted-taken = 异常：由 { $owner } 负责
story-exception-noted-handed-to-bank = 异常：交给银行{ GIVEN($owner) ->
        [yes] （{ $owner }）
       *[no] { "" }
    }
story-exception-noted-settled = 异常：处理完毕
story-shift-closed = 第 { $shift } 班交班，流水 { $first }–{ $last }
story-statement-compared = 核对 { $date } 的对账单，差异 { $differences } 处
story-difference-settled = { $date } 的对账差异 { $difference } 处理完毕

story-item = { $item }  { $price } 元 × { $quantity }{ GIVEN($serial) ->
        [yes] {"  "}SN { $serial }
       *[no] {""}
    }{ $anchor ->
        [yes] {"  "}← 优惠用在这里
       *[no] {""}
    }
story-unit = 退第 { $line } 行 { $quantity } 件
story-clause-full-inside = 依据：有效期内一次全额退款
story-clause-full-after = 依据：有效期后全额退款
story-clause-partial = 依据：部分退款
story-clause-split = 依据：拆单退款
story-clause-void = 依据：撤销
story-clause-forfeited-before = 依据：此前的退款已使券失效
story-clause-cycles-spent = 依据：退券次数已用完
story-clause-disputed = 依据：平台对这笔核销有异议
story-note = 备注：{ $note }
story-evidence = 平台：{ $name } = { $value }
story-campaign = 活动文件第 { $version } 版
story-clock = 时钟：与本机相差 { $offset } 秒，{ $age }前校准，{ $trusted ->
        [yes] 可信
       *[no] 不可信：比见过的最后时刻还早，时钟往回拨过
    }
story-clock-unmeasured = 时钟：从未校准，{ $trusted ->
        [yes] 可信
       *[no] 不可信
    }
story-posting-waiting = 等待上传：试过 { $attempts } 次，{ $due } 后再试，上次：{ $why }
story-posting-sending = 正在上传
story-posting-answered = 平台已答复{ $attempts ->
        [0] {""}
       *[other] ，之前试过 { $attempts } 次{ GIVEN($why) ->
            [yes] ，最后一次：{ $why }
           *[no] {""}
        }
    }
story-posting-held = 已转交，不再自动上传：试过 { $attempts } 次，最后一次：{ GIVEN($why) ->
        [yes] { $why }
       *[no] —
    }
story-posting-rejected = 平台不接受：{ GIVEN($why) ->
        [yes] { $why }
       *[no] —
    }{ $attempts ->
        [0] {""}
       *[other] （之前试过 { $attempts } 次）
    }
story-not-paid = 顾客没有付款

story-duty-restart = 下一步：还没有结果，重新启动程序会把它办完
story-duty-money = 下一步：在柜台按 F8（已收款）或 F7（没付款）
story-duty-settle = 下一步：店长在后台的「异常」里处理
story-duty-held = 下一步：与银行核对这一笔；平台恢复后在队列（F3）里按 R 重试
story-duty-upload = 下一步：联网后自动上传，也可以按 F5（命令行：sync）
story-duty-none = 没有要做的事
story-operator-added = 添加人员 { $operator }（{ $role ->
        [manager] 店长
        [engineer] 建行外勤
       *[cashier] 收银员
    }）
story-operator-disabled = 停用人员 { $operator }
story-operator-pin-reset = 重置 { $operator } 的 PIN
story-sign-in-failed = { GIVEN($operator) ->
        [yes] 工号 { $operator }
       *[no] 不存在的工号
    } 的 PIN 连续错了 { $failures } 次
story-usable-from = 券从 { $at } 起可以再用
story-proof = 平台签名：{ $good ->
        [yes] 已验证，就是对这一条的答复
       *[no] 验证不了（不是银行现用公钥签的，或不是对这一条的）
    }
story-clock-behind = 时钟往回拨过：比前一条流水早 { $behind }
story-shift = 属于第 { $number } 班
story-shift-runs = 属于本班，还没有交班
story-slip = 小票 { $slip }：{ $at } 打印{ $copies ->
        [0] {""}
       *[other] ，补打 { $copies } 次
    }
story-slip-none = 小票 { $slip }：没有打印过
story-difference = 对账 { $date }：{ $what }，{ GIVEN($note) ->
        [yes] 已处理：{ $note }
       *[no] 还没有处理
    }
