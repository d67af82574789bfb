### 终端自己的事：停用、换密钥、换机。Reason、Trouble、story-<kind> 的键同 domain。

refused-open-elsewhere = 另一个窗口正在使用这个终端{ GIVEN($folder) ->
        [yes] {""}（{ $folder }）
       *[no] {""}
    }
    .next = 请先退出收银界面（Ctrl+Q）和其他命令，再办这一项

refused-retire-unfinished = 还有事没办完，不能停用：等待上传 { $waiting } 条，未结案异常 { $exceptions } 条，未收款订单 { $sales } 单，没有结果的请求 { $undecided } 条
    .next = 等待上传和没有结果的：联网后运行 sync；异常：exceptions settle 结案；未收款订单：complete 或 reverse。办完再停用；电脑要坏了来不及的，用 move-out 封存迁出

refused-chain-forked = 平台上有本终端的流水，这里没有{ $theirs ->
        [0] {""}：平台认的已经是另一把密钥
       *[other] {""}：平台记到第 { $theirs } 条，那一条和这里的对不上（这里到第 { $ours } 条）
    }
    .next = 说明另一台电脑或一份拷贝用同一个身份接着做过。请让它停止收券，用它最新的数据重新迁出，迁入一个空的数据目录；找不到的，请拨打 95533

refused-move-unfinished = 迁入还没有完成{ GIVEN($why) ->
        [yes] {""}（{ $why }）
       *[no] {""}
    }，核销前要联网一次，由平台确认没有别的电脑在用这个身份
    .next = 数据已经完整到位。请接好网络后运行 sync，或再运行一次 move-in

refused-move-folder-taken = 这个数据目录里已经有终端{ GIVEN($folder) ->
        [yes] {""}（{ $folder }）
       *[no] {""}
    }
    .next = 请换一个空的数据目录（--data-dir 或 --profile）再迁入；原有的数据不会被覆盖

refused-passphrase-missing = 没有口令
    .next = 请在提示后输入口令，或放进环境变量 COUPON_TERMINAL_PASSPHRASE；口令不能写在命令里

refused-passphrase-short = 口令太短，有 { $found } 个字符，至少 { $limit } 个
    .next = 请用几个词连起来的长口令，和文件分开告诉对方

refused-passphrase-wrong = 口令不对，或文件开头已损坏
    .next = 请核对口令（大小写、空格）后再试；文件没有改动

refused-sealed-file-foreign = 这不是迁出文件{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请选用 move-out 写出的文件

refused-sealed-file-damaged = 迁出文件不完整或已损坏{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请重新拷贝一份再试；仍不行，在原来的数据目录上再运行一次 move-out

refused-terminal-replaced = 本终端的身份已经迁到另一台电脑，这里不能核销
    .next = 请不要在这台电脑上继续收券；拨打 { $hotline } 联系建行

trouble-key-changed = 终端的密钥刚刚换过，这个窗口还拿着旧的
    .next = 请退出程序重新打开；已记下的不会丢

trouble-terminal-retired = 本终端已停用{ GIVEN($since) ->
        [yes] {""}（{ FULL($since) }）
       *[no] {""}
    }，不再办理业务
    .next = 流水、日报、导出仍可查看；要收券，请用新的激活码在另一个数据目录登记

trouble-terminal-moved-out = 本终端已封存迁出{ GIVEN($since) ->
        [yes] {""}（{ FULL($since) }）
       *[no] {""}
    }，这里不再办理业务
    .next = 请在新电脑上用 move-in 迁入后继续；迁出文件丢了，在这里再运行一次 move-out

trouble-terminal-arriving = 迁入还没有完成，不能办理业务
    .next = 请接好网络后运行 sync，平台确认后即可使用；等待上传的记录都在

trouble-terminal-forked = 平台上有本终端的流水，这里没有{ $theirs ->
        [0] {""}：平台认的已经是另一把密钥
       *[other] {""}：平台记到第 { $theirs } 条，那一条和这里的对不上（这里到第 { $ours } 条）
    }，不能办理新业务
    .next = 另一台电脑用同一个身份接着做过。{ $theirs ->
        [0] 这里等待上传的传不上去了：不要删这个数据目录，请拨打 95533 核对；收券在那一台上，或把它最新的数据迁出，迁入一个空的数据目录
       *[other] 等待上传的可用 sync 上传。请找到那一台，用它最新的数据重新迁出，迁入一个空的数据目录；找不到的，上传完后用 retire 在本机停用，拨打 95533 请建行在平台停用，再用新激活码登记
    }

story-key-rotated = 换密钥，以后的流水用新密钥签名（{ $key }…）
story-terminal-retired = 终端停用{ GIVEN($why) ->
        [yes] {""}：{ $why }
       *[no] {""}
    }
story-terminal-moved-in = 终端迁入这台电脑，带来流水 { $rows } 条

cli-key-rotated = 密钥已更换，新公钥 { $key }…
cli-key-untold = 平台还没有应答（{ $why }）；下次联网时自动告知，也可再运行一次 rotate-key。在此之前可以照常收银
cli-retired = 终端 { $terminal } 已停用，流水共 { $rows } 条，末条摘要 { $head }
cli-retired-untold = 本机已停用，但平台还没有应答（{ $why }）；请联网后再运行一次 retire
cli-retired-forked = 本机已停用；平台记的流水和这里的对不上，不会接受（{ $why }）。不用再运行 retire，请拨打 95533，由建行在平台停用本终端
cli-moved-out = 已封存迁出：{ $file }（终端 { $terminal }，流水 { $rows } 条，等待上传 { $waiting } 条）。这个数据目录不再办理业务
cli-moved-out-next = 请把文件拷到新电脑，运行 move-in；口令另外告诉对方
cli-moved-in = 已迁入：终端 { $terminal }，{ $store }，流水 { $rows } 条，等待上传 { $waiting } 条
cli-moved-in-active = 平台已确认，密钥已更换，可以收银；请运行 sync 上传等待的记录
cli-passphrase = 口令：
cli-passphrase-again = 再输一次口令：
cli-passphrase-no-text = 口令不是 UTF-8 文字，换一个口令再试
cli-passphrase-differs = 两次输入的口令不一样
cli-profiles-none = 还没有终端；用 enrol 登记
cli-profile-line = { $name }  { $terminal }  { $store }  { $environment ->
        [training] 训练
       *[live] 正式
    }  等待 { $waiting } 条  { $heard ->
        [never] 从未联系
       *[other] 最近联系 { $heard }
    }  { $state ->
        [active] 在用
        [retired] 已停用
        [moved_out] 已迁出
        [arriving] 迁入未完成
       *[forked] 与平台不符
    }
cli-profile-unreadable = { $name }  读不了：{ $problem }
cli-profile-empty = { $name }  还没有登记
cli-profile-default = （默认）
cli-profile-and-folder = --profile 和 --data-dir 只能用一个
cli-profile-name = 配置名「{ $name }」不能用：用字母、数字、汉字、- 和 _，最多 { $limit } 个字

doctor-service = 使用状态
doctor-service-ok = 在用
    .next = 无需处理
doctor-key-news-warning = 密钥已更换，平台还没有应答
    .next = 联网后自动告知；也可运行 rotate-key
