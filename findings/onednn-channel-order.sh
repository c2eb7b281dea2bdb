#!/usr/bin/env bash
# python3-torch 1.13.1+dfsg-4 with libdnnl2 2.6.3-1 (Debian 12): convolved 8-bit integers (u8 pictures, s8 weights from -127
# to 127, 16 channels) by the engine onednn, then the same with the channels of both permuted, which changes no sum.
# Seen: held to AVX2, three bytes in four change, by up to 55 of 255, and two in three are wrong: products are added in pairs
# of channels (0, 1), (2, 3), ..., which saturate at 32,767. With weights from -64 to 64 nothing changes.
# Why it matters: a permutation of channels or of copies is no symmetry of this convolution on processors without VNNI, and
# it is one on others; integers alone make no network equivariant to the bit.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
needs avx2
debian_packages python3-torch=1.13.1+dfsg-4 libdnnl2=2.6.3-1

result=$(ONEDNN_MAX_CPU_ISA=AVX2 in_debian /usr/bin/python3 -B - <<'PY'
import torch

torch.set_num_threads(1)
torch.manual_seed(1)
torch.backends.quantized.engine = "onednn"


def convolution(pictures, weights):
    quantized = torch._make_per_tensor_quantized_tensor(pictures, 1.0, 0)
    kernel = torch._make_per_tensor_quantized_tensor(weights, 1.0, 0)
    packed = torch.ops.quantized.conv2d_prepack(kernel, None, [1, 1], [1, 1], [1, 1], 1)
    return torch.ops.quantized.conv2d(quantized, packed, 1024.0, 128).int_repr().int()


def exact(pictures, weights):
    sums = torch.nn.functional.conv2d(pictures.double(), weights.double(), padding=1)
    return ((sums / 1024).round() + 128).clamp(0, 255).int()


for limit in (127, 64):
    pictures = torch.randint(0, 256, (2, 16, 8, 8)).to(torch.uint8)
    weights = torch.randint(-limit, limit + 1, (16, 16, 3, 3)).to(torch.int8)
    order = torch.randperm(16)
    result = convolution(pictures, weights)
    permuted = convolution(pictures[:, order], weights[:, order])
    print(int((result != permuted).sum()), int((result - permuted).abs().max()),
          int((result != exact(pictures, weights)).sum()))
PY
)
readarray -t rows <<<"$result"
read -r changed largest wrong <<<"${rows[0]}"
expect 'weights up to 127: of 2,048 bytes change with the order of channels' "$changed" -gt 500
expect 'weights up to 127: largest change' "$largest" -gt 10
expect 'weights up to 127: of 2,048 bytes are not the exact ones' "$wrong" -gt 500
read -r changed largest wrong <<<"${rows[1]}"
expect 'weights up to 64: of 2,048 bytes change with the order of channels' "$changed" -eq 0
expect 'weights up to 64: of 2,048 bytes are not the exact ones' "$wrong" -eq 0
