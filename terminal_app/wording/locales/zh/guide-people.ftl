### 人员、工号、PIN 的代码

guide-sign-in-wait = PIN 连错太多次，要等一会儿才能再试。
    .title = PIN 错太多，要等
    .why = 错 5 次以后等 30 秒，再错等 1、2、4 分钟，最多 5 分钟；关掉程序、重启电脑也一样要等。
    .do =
        等屏幕上的时间过去，再慢慢输一次
        忘记 PIN：请店长重置，重置以后马上能登录
        不是你输错的，告诉店长：有人在试你的 PIN
    .call = { -call-store }
    .safe = { -safe-no-change }；同事照常登录，几个人的 PIN 都被试过时也只隔 10 秒

guide-operator-unknown = 没有这个工号，或已经停用。
    .title = 没有这个工号
    .why = 工号写错了，或这个人离职时停用了。
    .do =
        运行 operator list --all 核对工号
        停用的人回来：用原来的工号和姓名 operator add
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-known = 这个工号正有人在用。
    .title = 工号有人在用
    .why = 一个工号只是一个人，不然流水说不清是谁办的。
    .do =
        给新人换一个工号
        只是要改 PIN：用 operator reset-pin
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-number-taken = 这个工号以前是别人的，不能再给新人。
    .title = 工号以前是别人的
    .why = 以前的流水只记工号；换了人，旧账就会算到新人头上。
    .do =
        给新人换一个没用过的工号
        本人回来：姓名要和原来一字不差（operator list --all 里有）
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-number-unreadable = 工号要 3 到 8 位数字。
    .title = 工号写法不对
    .why = 有字母、空格、全角数字，或位数不对。
    .do =
        关掉中文输入法，重新写，例如 1003
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-name-empty = 没有填姓名。
    .title = 没有填姓名
    .why = 登录时要从名单里选自己的名字；只有空格也算没填。
    .do =
        加上 --name 姓名
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-first = 这台终端还没有人，第一个不能是收银员。
    .title = 先添加店长
    .why = 收银员不能添加别人；先有收银员，就再没有人能管人员了。
    .do =
        先添加店长：operator add 8001 --name 姓名 --role manager
        再由店长添加收银员：--operator 8001 operator add …
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-operator-above = 建行外勤的账号店长管不了。
    .title = 外勤由建行管
    .why = 外勤是建行的人；添加、停用、重置 PIN 要由外勤自己办，换成别的角色也不行。
    .do =
        请建行外勤登录后办理
        本店的店长、收银员，店长自己就能管
    .call = 联系{ -engineer }，或拨打 { -hotline }
    .safe = { -safe-no-change }

guide-operator-self = 不能停用自己。
    .title = 不能停用自己
    .why = 免得一时手误，把自己关在外面。
    .do =
        请另一位店长或建行外勤来停用
        只是要换 PIN：用 operator reset-pin
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-last-manager = 这是最后一位店长，不能停用。
    .title = 最后一位店长
    .why = 没有店长，交班、导出、处理异常、管人员就只能等外勤来。
    .do =
        先添加另一位店长
        再停用这一位
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-pin-unreadable = PIN 要 4 到 12 位数字。
    .title = PIN 写法不对
    .why = 有字母、空格、全角数字，或位数不对。
    .do =
        关掉中文输入法，换一个 PIN
    .call = { -call-nobody }
    .safe = { -safe-no-change }；原来的 PIN 照旧

guide-pin-missing = 没有给新 PIN。
    .title = 没给新 PIN
    .why = 这个命令不是在终端窗口里打的，没有地方问 PIN。
    .do =
        在终端窗口里再打一次，按提示输入
        脚本里：放进环境变量 COUPON_TERMINAL_NEW_PIN
    .call = { -call-nobody }
    .safe = { -safe-no-change }；原来的 PIN 照旧

guide-pin-obvious = 这个 PIN 太容易猜，正式终端不能用。
    .title = PIN 太容易猜
    .why = 连号、重复、19 或 20 开头的四位年份、和工号相同，或 2580、1314 这样的常用数字，别人头几次就会试。
    .do =
        换一个只有本人知道的，六位以上更好
        不要用生日、手机号
    .call = { -call-nobody }
    .safe = { -safe-no-change }；原来的 PIN 照旧

guide-pin-differs = 两次输入的新 PIN 不一样。
    .title = 两次 PIN 不一样
    .why = 输入时不显示，按错了一个键。
    .do =
        再运行一次，慢慢输两遍
    .call = { -call-nobody }
    .safe = { -safe-no-change }；原来的 PIN 照旧
