#include "equivarify/runtime/data/tensor_data.hpp"

#include "equivarify/runtime/files/byte_source.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::array<TensorType, 13> stored_types{{{"F32", 4},
                                                   {"F64", 8},
                                                   {"F16", 2},
                                                   {"BF16", 2},
                                                   {"BOOL", 1},
                                                   {"U8", 1},
                                                   {"U16", 2},
                                                   {"U32", 4},
                                                   {"U64", 8},
                                                   {"I8", 1},
                                                   {"I16", 2},
                                                   {"I32", 4},
                                                   {"I64", 8}}};

/// What each of them is in memory.
constexpr std::array<NumberType, stored_types.size()> number_types{NumberType::f32,
                                                                   NumberType::f64,
                                                                   NumberType::f16,
                                                                   NumberType::bf16,
                                                                   NumberType::boolean,
                                                                   NumberType::u8,
                                                                   NumberType::u16,
                                                                   NumberType::u32,
                                                                   NumberType::u64,
                                                                   NumberType::i8,
                                                                   NumberType::i16,
                                                                   NumberType::i32,
                                                                   NumberType::i64};

NumberType type_called(std::string_view name) {
  auto const place = std::find_if(stored_types.begin(),
                                  stored_types.end(),
                                  [&](TensorType const& type) { return type.name == name; });
  return number_types.at(static_cast<std::size_t>(place - stored_types.begin()));
}

/// The bytes of one tensor in its file.
class TensorSource final : public ByteSource {
public:
  TensorSource(fs::path const& path, std::string name, std::uint64_t begin, std::uint64_t size)
      : ByteSource(std::move(name)), stream_(path, std::ios::binary), left_(size) {
    stream_.seekg(static_cast<std::streamoff>(begin));
  }

  std::size_t read(std::span<std::uint8_t> bytes) override {
    auto const wanted = static_cast<std::streamsize>(std::min<std::uint64_t>(bytes.size(), left_));
    stream_.read(reinterpret_cast<char*>(bytes.data()), wanted);
    auto const count = static_cast<std::size_t>(stream_.gcount());
    left_ -= count;
    return count;
  }

  std::size_t skip(std::size_t count) override {
    auto const passed = static_cast<std::size_t>(std::min<std::uint64_t>(count, left_));
    stream_.seekg(static_cast<std::streamoff>(passed), std::ios::cur);
    left_ -= passed;
    return passed;
  }

private:
  std::ifstream stream_;
  std::uint64_t left_;
};

class TensorArchive final : public ArrayArchive {
public:
  explicit TensorArchive(fs::path const& path) : path_(path) {
    if (fs::is_directory(path)) {
      fail("is a folder, expected a safetensors file");
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary | std::ios::ate);
    if (!stream) {
      fail(text("cannot open it: ", std::generic_category().message(errno)));
    }
    auto const size = static_cast<std::uint64_t>(stream.tellg());
    stream.seekg(0);
    std::string const header = read_header(stream, size);
    data_begin_ = length_bytes + header.size();
    std::string const problem =
        read_tensor_header(header, size - data_begin_, header_, stored_types);
    if (!problem.empty()) {
      refuse(problem);
    }
  }

  [[nodiscard]] bool has(Field const& field) const override { return find(field) != nullptr; }

  [[nodiscard]] std::string place(Field const& field) const override {
    return text(path_.string(), ", tensor ", field.name);
  }

  [[nodiscard]] NumberArray read_rows(Field const& field, RowChoice const& choice) const override {
    StoredTensor const& tensor = *find(field);
    NumberArray array{{tensor.shape.begin(), tensor.shape.end()}, type_called(tensor.type), {}};
    TensorSource source(path_, place(field), data_begin_ + tensor.begin, tensor.end - tensor.begin);
    Range const rows = choice.of(array.extents);
    array.first_row = rows.first;
    array.bytes = source.read_rows(array.extents, bytes_of(array.type), rows);
    return array;
  }

private:
  static constexpr std::size_t length_bytes = 8;

  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_.string(), ": ", reason));
  }

  [[noreturn]] void refuse(std::string const& reason) const {
    fail(text("not a safetensors file that this program can read: ", reason));
  }

  std::string read_header(std::ifstream& stream, std::uint64_t size) const {
    std::array<char, length_bytes> start{};
    stream.read(start.data(), start.size());
    if (!stream) {
      refuse(text("it has ", size, " bytes, expected at least 8"));
    }
    std::array<std::uint8_t, length_bytes> bytes{};
    std::copy(start.begin(), start.end(), bytes.begin());
    std::uint64_t const length = little_endian(bytes, 0, length_bytes);
    if (length > size - length_bytes) {
      refuse(
          text("its header should have ", length, " bytes, but ", size - length_bytes, " follow"));
    }
    if (length > longest_tensor_header) {
      refuse(text("its header has ", length, " bytes, expected at most ", longest_tensor_header));
    }
    std::string header(length, '\0');
    stream.read(header.data(), static_cast<std::streamsize>(length));
    return header;
  }

  [[nodiscard]] StoredTensor const* find(Field const& field) const {
    auto const place =
        std::find_if(header_.tensors.begin(),
                     header_.tensors.end(),
                     [&](StoredTensor const& tensor) { return tensor.name == field.name; });
    return place == header_.tensors.end() ? nullptr : &*place;
  }

  fs::path path_;
  std::uint64_t data_begin_ = 0;
  TensorHeader header_;
};

} // namespace

std::unique_ptr<ArrayArchive> open_tensor_data(fs::path const& path) {
  return std::make_unique<TensorArchive>(path);
}

} // namespace equivarify::runtime
