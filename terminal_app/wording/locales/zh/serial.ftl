### 串口扫码枪
serial-back = 扫码枪已恢复，请接着扫码。
    .next = { "" }
serial-unplugged = 扫码枪已断开，接好后自动恢复。
    .next = { "" }
serial-missing = { $port ->
        [auto] 没有找到串口扫码枪
       *[other] 没有找到扫码枪（{ $port }）
    }，接上后自动启用。
    .next = { "" }
serial-denied = 没有权限使用扫码枪的串口 { $port }。
    .next = 请拨打 95533；外勤：把登录用户加入 dialout 组，重新登录。
serial-busy = 扫码枪的串口 { $port } 被另一个程序占用。
    .next = 请关闭那个程序，关闭后自动启用。
serial-broken = 扫码枪的串口 { $port } 打不开（{ $problem }）。
    .next = 请核对设置里的串口名，或拔下扫码枪重新插上。
serial-overlong = 扫码枪送来的内容太长（超过 { $bytes_max } 字节），没有采用。
    .next = 请重扫；再次出现请核对扫码枪的波特率。

doctor-serial = 串口扫码枪
doctor-serial-unset = 没有设置（键盘式扫码枪不用设置）
    .next = 无需处理
doctor-serial-ok = { $port }，{ $baud } 波特，已接好
    .next = 无需处理
doctor-serial-missing = { $port ->
        [auto] 没有找到串口扫码枪（auto）
       *[other] 没有接 { $port }
    }
    .next = 请插好扫码枪，扫一次说明书上的「USB 串口」设置码；或在 settings.toml 的 [scanner] 里把 serial_port 改成它的串口名
doctor-serial-denied = 没有权限使用 { $port }
    .next = Linux 上请运行 sudo usermod -aG dialout 用户名，然后重新登录
