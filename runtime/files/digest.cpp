#include "equivarify/runtime/files/digest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

namespace {

using Word = std::uint32_t;
using Block = std::array<Word, 16>;
using Hash = std::array<Word, 8>;

constexpr std::size_t block_bytes = 64;

constexpr Hash first_hash{
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr std::array<Word, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::array<Word, 64> message_schedule(Block const& block) {
  std::array<Word, 64> w{};
  std::copy(block.begin(), block.end(), w.begin());
  for (std::size_t t = 16; t < w.size(); ++t) {
    Word const a = w[t - 15];
    Word const b = w[t - 2];
    Word const sigma0 = std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3U);
    Word const sigma1 = std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10U);
    w[t] = sigma1 + w[t - 7] + sigma0 + w[t - 16];
  }
  return w;
}

/// One round of compression [FIPS 180-4, section 6.2.2]; letters as in the standard.
void compress(Hash& hash, Block const& block) {
  std::array<Word, 64> const w = message_schedule(block);
  auto [a, b, c, d, e, f, g, h] = hash;
  for (std::size_t t = 0; t < w.size(); ++t) {
    Word const sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    Word const t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
    Word const sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    Word const t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  Hash const added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hash[i] += added[i];
  }
}

Block to_block(std::span<std::byte const> bytes) {
  Block block{};
  for (std::size_t i = 0; i < block_bytes; ++i) {
    block[i / 4] = (block[i / 4] << 8U) | std::to_integer<Word>(bytes[i]);
  }
  return block;
}

/// What follows the last whole block: the rest, a single 1 bit, zeros, and the length in bits.
std::vector<std::byte> padded_tail(std::span<std::byte const> rest, std::uint64_t length) {
  std::vector<std::byte> tail(rest.begin(), rest.end());
  tail.push_back(std::byte{0x80});
  tail.resize((tail.size() + 8 + block_bytes - 1) / block_bytes * block_bytes);
  std::uint64_t bits = length * 8;
  for (std::size_t i = 1; i <= 8; ++i, bits >>= 8U) {
    tail[tail.size() - i] = static_cast<std::byte>(bits & 0xffU);
  }
  return tail;
}

std::string to_hexadecimal(Hash const& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (Word const word : hash) {
    for (unsigned shift = 32; shift > 0; shift -= 4) {
      result += digits[(word >> (shift - 4)) & 0xfU];
    }
  }
  return result;
}

} // namespace

std::string sha256(std::span<std::byte const> bytes) {
  Hash hash = first_hash;
  std::size_t const whole = bytes.size() / block_bytes * block_bytes;
  for (std::size_t start = 0; start < whole; start += block_bytes) {
    compress(hash, to_block(bytes.subspan(start, block_bytes)));
  }
  std::vector<std::byte> const tail = padded_tail(bytes.subspan(whole), bytes.size());
  for (std::size_t start = 0; start < tail.size(); start += block_bytes) {
    compress(hash, to_block(std::span(tail).subspan(start, block_bytes)));
  }
  return to_hexadecimal(hash);
}

std::string sha256(std::string_view characters) {
  return sha256(std::as_bytes(std::span(characters)));
}

} // namespace equivarify::runtime
