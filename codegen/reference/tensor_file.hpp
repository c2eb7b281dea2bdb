/// \file
/// Safetensors files, read strictly.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_TENSOR_FILE_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_TENSOR_FILE_HPP

#include "equivarify/algebra/error.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// A weight file cannot be used; the message starts with its path.
class WeightsError : public algebra::Error {
public:
  using Error::Error;
};

/// Which numbers a file may hold.
enum class StoredNumbers {
  single,   ///< F32
  floating, ///< F64, F32, F16 and BF16
  integers  ///< I8, U8 and I32
};

/// The tensors in a file: 8 bytes that give the length of a JSON header, the header, and the
/// values.
class TensorFile {
public:
  /// Reads \p file. \throws WeightsError if it cannot be read, has more than \p limit bytes or is
  /// no such file; InputError if its header is not by the rules of the format: each name once,
  /// whole numbers, two offsets, the numbers that are expected, no gaps.
  TensorFile(std::string file, std::uintmax_t limit, StoredNumbers numbers);
  TensorFile(TensorFile const&) = delete;
  TensorFile(TensorFile&&) = delete;
  TensorFile& operator=(TensorFile const&) = delete;
  TensorFile& operator=(TensorFile&&) = delete;
  ~TensorFile() = default;

  /// The names of all tensors, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

  /// The shape of the tensor \p name; null if there is none.
  [[nodiscard]] std::vector<std::uint64_t> const* shape(std::string const& name) const;

  /// The values of the tensor \p name, which must be there, rounded to single precision. \throws
  /// WeightsError if one is not finite
  [[nodiscard]] std::vector<float> values(std::string const& name) const;

  /// The values of the tensor \p name, which must be there. \pre they are whole numbers
  [[nodiscard]] std::vector<double> whole_numbers(std::string const& name) const;

  /// The type of the tensor \p name, which must be there, such as "F32".
  [[nodiscard]] std::string const& type(std::string const& name) const;

  /// The SHA-256 digest of the whole file, as hexadecimal digits.
  [[nodiscard]] std::string sha256() const;

  /// What the file says under \p key; nothing where it does not.
  [[nodiscard]] std::string metadata(std::string const& key) const;

  /// \throws WeightsError with the path and \p reason.
  [[noreturn]] void fail(std::string const& reason) const;

  /// The most bytes that such a file needs besides its values.
  [[nodiscard]] static std::uintmax_t most_header_bytes();

private:
  /// Where the values of a tensor are, how many there are along each extent, and their type.
  struct Place {
    std::vector<std::uint64_t> shape{};
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::string type = "F32";
  };

  struct HeaderReader;

  std::string file_;
  std::string bytes_;
  std::string_view values_;
  std::map<std::string, Place> places_;
  std::map<std::string, std::string> metadata_;
};

} // namespace equivarify::codegen

#endif
