#include "equivarify/codegen/spec/digest.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <array>

#include <openssl/evp.h>

namespace equivarify::codegen {

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  int const done =
      EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  EQUIVARIFY_ASSERT(done == 1, "OpenSSL computed no SHA-256");
  return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}

} // namespace equivarify::codegen
