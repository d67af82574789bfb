### The camera: picture, keys, doctor, command line.

screen-camera = Camera { $camera }
screen-camera-how = Hold the code inside the frame
screen-camera-opening = Opening the camera …
screen-camera-looking = Show a coupon, a slip or a barcode inside the frame; it goes on by itself
screen-camera-dark = The picture is black: open the lens cover
screen-camera-next = On to the next camera …
screen-camera-rested = No code for three minutes, so the camera is closed. Enter opens it again
screen-camera-pace = { $fps } frames/s

screen-do-camera = Camera
screen-do-camera-help = Read a coupon, slip, barcode or serial number by camera; again to close
screen-do-look-again = Open again
screen-do-look-again-help = Open the camera once more after it stopped
screen-do-next-camera = Next camera
screen-do-next-camera-help = Go on to the next camera and keep it in the settings
screen-do-leave-camera = Close
screen-do-leave-camera-help = Close the camera at once and go back
screen-where-camera = Camera

doctor-camera = Camera
doctor-camera-ok = { $seen } (OpenCV { $version })
    .next = Nothing to do
doctor-camera-none = No camera is connected (OpenCV { $version })
    .next = Nothing to do; plug one in to read codes by camera
doctor-camera-untold = Cameras are supported (OpenCV { $version })
    .next = Nothing to do; coupon-terminal camera list shows which there are
doctor-camera-missing = Cameras are not supported by this installation
    .next = Nothing to do; to read codes by camera, run in the program's folder: .venv/bin/pip install '.[camera]'
doctor-camera-unread = The settings name camera { $camera }, but camera support is not installed
    .next = Run in the program's folder: .venv/bin/pip install '.[camera]'; or take [camera] out of settings.toml
doctor-camera-gone = Camera { $camera } of the settings is not connected
    .next = Plug it in, or see with coupon-terminal camera list which there are, and change device under [camera] in settings.toml

cli-camera-none = There is no camera
cli-camera-device = { $device }  { $name }  { $width }×{ $height }
cli-camera-read = { $kind } { $text } (frame { $frames }, { $ms } ms)
