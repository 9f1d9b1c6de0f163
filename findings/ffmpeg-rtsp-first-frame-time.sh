#!/usr/bin/env bash
# ffmpeg 5.1 (Debian 12), H.264 over RTSP: the first frame has no time stamp (pts N/A), with RTP-Info, with RTCP sender reports and without. ffmpeg
# therefore takes the second frame for the beginning of the stream: the first two frames have time 0, and every later one is a frame early.
# With -copyts the times are right.
# Seen, for 5 frames a second: 0 0 0.2 0.4 without, 0 0.2 0.4 0.6 with -copyts.
set -euo pipefail
for program in ffmpeg python3; do
    command -v $program >/dev/null || { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $program; } >/dev/null
done
folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=64x48:r=5:d=2 -c:v libx264 -bf 0 -g 5 -x264-params aud=1:repeat-headers=1 -pix_fmt yuv420p a.h264
# A server that plays the file over TCP, interleaved (RFC 2326, RFC 6184); a delimiter (type 9) stands before each frame.
cat > server.py <<'PYTHON'
import socket, struct
data = open('a.h264', 'rb').read()
starts = [i + 3 for i in range(len(data) - 3) if data[i:i + 3] == b'\0\0\1']
units = [data[a:b - 3] for a, b in zip(starts, starts[1:] + [len(data) + 3])]
listener = socket.create_server(('127.0.0.1', 0))
open('port', 'w').write(str(listener.getsockname()[1]))
sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=a\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:v\r\n'
answers = {'OPTIONS': 'Public: DESCRIBE, SETUP, PLAY\r\n', 'DESCRIBE': f'Content-Type: application/sdp\r\nContent-Length: {len(sdp)}\r\n',
           'SETUP': 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n', 'PLAY': 'Session: 1\r\n'}
while True:
    client = listener.accept()[0]
    lines = client.makefile('rb')
    while first := lines.readline():
        head = [line for line in iter(lambda: lines.readline().strip(), b'')]
        method, number, frame = first.split()[0].decode(), 0, -1
        sequence = next(line for line in head if line.lower().startswith(b'cseq')).decode()
        client.sendall(f"RTSP/1.0 200 OK\r\n{sequence}\r\n{answers.get(method, '')}\r\n{sdp if method == 'DESCRIBE' else ''}".encode())
        if method != 'PLAY': continue
        for i, unit in enumerate(units):
            if unit[0] & 31 == 9:
                frame += 1
                continue
            last = i + 1 == len(units) or units[i + 1][0] & 31 == 9
            starts = range(1, len(unit), 1400)
            parts = [unit] if len(unit) <= 1400 else [bytes([unit[0] & 0xe0 | 28, unit[0] & 31 | (128 if at == 1 else 0) | (64 if at == starts[-1] else 0)])
                + unit[at:at + 1400] for at in starts]
            for part in parts:
                packet = struct.pack('>BBHII', 128, 96 | (128 if last and part is parts[-1] else 0), number, 1000000 + frame * 18000, 1) + part
                client.sendall(b'$\0' + struct.pack('>H', len(packet)) + packet)
                number += 1
        client.shutdown(socket.SHUT_RDWR)
        break
PYTHON
python3 server.py & server=$!
until [ -s port ]; do sleep 0.1; done
times() {
    timeout 60 ffmpeg -nostdin -hide_banner "$@" -rtsp_transport tcp -i "rtsp://127.0.0.1:$(cat port)/a" -vf showinfo=checksum=0 -fps_mode passthrough \
        -f null - 2>&1 | sed -nE 's/.* pts_time:([0-9.]+) .*/\1/p' | sed -n 1,4p | tr '\n' ' '
}
without=$(times)
with=$(times -copyts)
echo "without -copyts: $without"
echo "with -copyts:    $with"
[ "$without" = "0 0 0.2 0.4 " ] && [ "$with" = "0 0.2 0.4 0.6 " ]
