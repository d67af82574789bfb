### 摄像头：画面、按键、体检、命令行。

screen-camera = 摄像头 { $camera }
screen-camera-how = 把码放进框里
screen-camera-opening = 正在打开摄像头……
screen-camera-looking = 把券码、小票或商品条码对准框；看清了自动继续
screen-camera-dark = 画面是黑的：请打开镜头盖或挡板
screen-camera-next = 换下一个摄像头……
screen-camera-rested = 三分钟没有扫到码，摄像头已关闭，按 Enter 重新打开
screen-camera-pace = { $fps } 帧/秒

screen-do-camera = 摄像头
screen-do-camera-help = 用摄像头扫码：券码、小票、商品条码、序列号；再按一次关闭
screen-do-look-again = 重新打开
screen-do-look-again-help = 摄像头停了以后再打开一次
screen-do-next-camera = 换摄像头
screen-do-next-camera-help = 换到下一个摄像头，并记在设置里
screen-do-leave-camera = 关闭
screen-do-leave-camera-help = 马上关闭摄像头，回到原来的画面
screen-where-camera = 摄像头

doctor-camera = 摄像头
doctor-camera-ok = { $seen }（OpenCV { $version }）
    .next = 无需处理
doctor-camera-none = 没有接摄像头（OpenCV { $version }）
    .next = 无需处理；要用摄像头扫码时插上即可
doctor-camera-untold = 摄像头组件已安装（OpenCV { $version }）
    .next = 无需处理；要看有哪些摄像头，请运行 coupon-terminal camera list
doctor-camera-missing = 没有装摄像头组件
    .next = 无需处理；要用摄像头扫码时，在程序目录运行 .venv/bin/pip install '.[camera]'
doctor-camera-unread = 设置里选了摄像头 { $camera }，但没有装摄像头组件
    .next = 请建行外勤在程序目录运行 .venv/bin/pip install '.[camera]'；不用摄像头，就删去 settings.toml 里的 [camera]
doctor-camera-gone = 设置里选的摄像头 { $camera } 没有接
    .next = 请插好摄像头，或运行 coupon-terminal camera list 看有哪些，改 settings.toml 里 [camera] 的 device

cli-camera-none = 没有找到摄像头
cli-camera-device = { $device }  { $name }  { $width }×{ $height }
cli-camera-read = { $kind } { $text }（第 { $frames } 帧，{ $ms } 毫秒）
