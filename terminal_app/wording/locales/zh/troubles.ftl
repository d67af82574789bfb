### 机器、文件、网络出了什么问题。键是 domain.refusal.Trouble，.next 是下一步。

-engineer = 建行外勤

trouble-not-enrolled = 本终端还没有登记
    .next = 请用激活码登记本终端：coupon-terminal enrol

trouble-settings-unreadable = 设置读不了{ GIVEN($file) ->
        [yes] ：{ $file }
       *[no] {""}
    }{ GIVEN($key) ->
        [yes] {""}，{ $key }
       *[no] {""}
    }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请改正这一项后再试，或联系{ -engineer }

trouble-storage-full = 磁盘已满，无法记账{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请先腾出磁盘空间，再收下一张券。刚才这一笔若已记下，结果稍后会显示，先别重扫；已记下的不会丢

trouble-storage-read-only = 流水文件不能写入{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请先不要收券，请{ -engineer }检查文件夹的写入权限

trouble-storage-damaged = 流水文件已损坏{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请停止收券，不要删除或移动任何文件，立即联系{ -engineer }

trouble-storage-newer = 流水文件来自更新的版本{ GIVEN($found) ->
        [yes] {""}（版本 { $found }，本程序只认到 { $known }）
       *[no] {""}
    }
    .next = 请升级本程序后再打开，不要删除文件

trouble-storage-engine-too-old = 本机 Python 自带的 SQLite { $version } 太旧或不完整，打不开流水文件（要 { $wanted } 以上，带 FTS5）{ GIVEN($problem) ->
        [yes] {""}：{ $problem }
       *[no] {""}
    }
    .next = 请{ -engineer }换装较新的 Python（3.11 以上的官方安装包）；流水文件不要动

trouble-storage-busy = 流水文件正被另一个程序占用{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请关掉另一个收银窗口后再试

trouble-storage-unknown = 磁盘出错，不能确定最后一笔是否记下{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请重新打开本程序，它会查清最后一笔；再次出现请联系{ -engineer }

trouble-key-missing = 本终端的密钥文件不见了或读不了{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请停止收券，不要重新登记，联系{ -engineer }恢复密钥

trouble-key-wrong = { $file } 不是本终端的密钥，用它签的核销平台不认
    .next = 请停止收券，把本终端原来的 terminal.key 放回来；找不到请拨打 95533，不要重新登记

trouble-file-missing = 找不到文件 { $file }
    .next = 请核对文件名和位置后再试

trouble-file-unwritable = 文件写不进去：{ $file }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请检查磁盘空间和写入权限后再试

trouble-file-protected = { $file } 是终端自己的文件，不能覆盖
    .next = 请换一个文件名，或存到数据目录以外

trouble-image-unreadable = 图片打不开：{ $file }
    .next = 请换一张 PNG 或 JPEG 图片再试

trouble-image-too-large = 图片太大：{ $file }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请只截取券码部分，或缩小后再试

trouble-image-without-code = 图片里没有读到码：{ $file }
    .next = 请对准券码重新拍一张，整个码都要在画面里

trouble-decoders-missing = 扫码解码库加载不了，图片和摄像头都读不了码
    .next = 请用扫码枪扫；并请{ -engineer }重新安装本程序，再运行 coupon-terminal doctor 检查

trouble-camera-support-missing = 没有装摄像头组件。
    .next = 请{ -engineer }在程序目录运行：.venv/bin/pip install '.[camera]'。扫码枪不受影响

trouble-camera-not-found = 找不到摄像头{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    }
    .next = 请插好摄像头再试，或换一个摄像头。扫码枪不受影响

trouble-camera-busy = 摄像头{ GIVEN($camera) ->
        [yes] {""} { $camera }{" "}
       *[no] {""}
    }打不开
    .next = 请关闭正在用它的程序，并在系统的隐私设置里允许使用摄像头，再试一次。扫码枪不受影响

trouble-camera-forbidden = 没有权限使用摄像头{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    }
    .next = 请{ -engineer }允许本机用户使用摄像头（Linux：加入 video 组）。扫码枪不受影响

trouble-camera-silent = 摄像头{ GIVEN($camera) ->
        [yes] {""} { $camera }{" "}
       *[no] {""}
    }没有画面
    .next = 请拔下再插上，再试一次，或换一个摄像头。扫码枪不受影响

trouble-camera-lost = 摄像头{ GIVEN($camera) ->
        [yes] {""} { $camera }{" "}
       *[no] {""}
    }断开了
    .next = 请重新插好，再试一次，或换一个摄像头。扫码枪不受影响

trouble-camera-without-code = 摄像头没有看到码{ GIVEN($frames) ->
        [yes] {""}（看了 { $frames } 帧）
       *[no] {""}
    }
    .next = 请把码放到画面中间，离远一点，亮一点，再试一次

trouble-list-unreadable = 商品清单读不了：{ $file }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请按模板另存为 UTF-8 的 CSV 文件后再导入

trouble-sandbox-missing = 没有安装训练平台
    .next = 请安装带 sandbox 的版本：pip install "coupon-terminal[sandbox]"

trouble-sandbox-stopped = 训练平台没有运行{ GIVEN($url) ->
        [yes] {""}（{ $url }）
       *[no] {""}
    }
    .next = { GIVEN($url) ->
        [yes] 请先启动训练平台再试：coupon-terminal sandbox serve
       *[no] 请按 Esc 返回；柜台照常使用
    }

trouble-readings-unreadable = 扫码记录读不了{ GIVEN($file) ->
        [yes] ：{ $file }
       *[no] {""}
    }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请用 scanner check --record 重新记录一份

trouble-bundle-unsafe = 支持包没有写入：{ $member } 里查到了不该带走的内容（{ $found }）
    .next = 请把这句话报给技术支持；这是程序的缺陷，不要手工打包数据目录代替

trouble-bundle-unreadable = 支持包打不开：{ $file }{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请确认是 bundle --out 生成的原文件，没有改过、没有解压再打包

trouble-url-unusable = 平台地址不能用{ GIVEN($url) ->
        [yes] ：{ $url }
       *[no] {""}
    }
    .next = 地址要以 https:// 开头；训练平台就在这台电脑上时才可以用 http://127.0.0.1
