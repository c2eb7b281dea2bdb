#include "equivarify/codegen/onnx_file/read_tensor.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx_file/read_file.hpp"
#include "equivarify/codegen/text/number_bits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <map>
#include <system_error>
#include <utility>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t greatest_rank = 16;

float from_bits32(std::uint64_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

float from_half(std::uint64_t bits) {
  return from_float16(static_cast<std::uint16_t>(bits));
}

float from_brain(std::uint64_t bits) {
  return from_bfloat16(static_cast<std::uint16_t>(bits));
}

float from_bits64(std::uint64_t bits) {
  return static_cast<float>(std::bit_cast<double>(bits));
}

/// \p bits as a number of \p width bytes with a sign.
std::int64_t with_sign(std::uint64_t bits, std::size_t width) {
  auto const unused = static_cast<unsigned>(64 - 8 * width);
  return static_cast<std::int64_t>(bits << unused) >> unused;
}

/// How the numbers of one type are stored.
struct NumberForm {
  OnnxType type;
  char const* name;
  std::size_t width;                          ///< bytes of one in raw data
  float (*to_float)(std::uint64_t) = nullptr; ///< of its bits; null for whole numbers
  bool has_sign = false;                      ///< of whole numbers
};

constexpr std::array forms{NumberForm{OnnxType::float32, "float32", 4, from_bits32},
                           NumberForm{OnnxType::uint8, "uint8", 1},
                           NumberForm{OnnxType::int8, "int8", 1, nullptr, true},
                           NumberForm{OnnxType::uint16, "uint16", 2},
                           NumberForm{OnnxType::int16, "int16", 2, nullptr, true},
                           NumberForm{OnnxType::int32, "int32", 4, nullptr, true},
                           NumberForm{OnnxType::int64, "int64", 8, nullptr, true},
                           NumberForm{OnnxType::boolean, "bool", 1},
                           NumberForm{OnnxType::float16, "float16", 2, from_half},
                           NumberForm{OnnxType::float64, "float64", 8, from_bits64},
                           NumberForm{OnnxType::uint32, "uint32", 4},
                           NumberForm{OnnxType::uint64, "uint64", 8},
                           NumberForm{OnnxType::bfloat16, "bfloat16", 2, from_brain}};

NumberForm const* find_form(OnnxType type) {
  auto const found = std::find_if(
      forms.begin(), forms.end(), [&](NumberForm const& form) { return form.type == type; });
  return found == forms.end() ? nullptr : &*found;
}

/// Reads one tensor.
class TensorReader {
public:
  TensorReader(ProtobufReader reader, fs::path const& folder)
      : reader_{std::move(reader)}, folder_{folder} {}

  OnnxTensor read() {
    while (auto const field = reader_.next()) {
      read_field(*field);
    }
    reader_.set_place(fmt::format("{} \"{}\"", reader_.place(), tensor_.name));
    NumberForm const* const form = find_form(type_);
    if (form == nullptr) {
      reader_.fail("a tensor of a type that is not read",
                   to_string(type_),
                   "numbers of 8 to 64 bits, whole or with a point");
    }
    std::uint64_t const count = size_of_shape();
    if (is_external_) {
      take_raw(*form, count, external_data());
    } else if (has_raw_) {
      take_raw(*form, count, raw_);
    } else {
      take_typed(*form, count);
    }
    return std::move(tensor_);
  }

private:
  /// TensorProto.
  void read_field(WireField const& field) {
    switch (field.number) {
    case 1:
      reader_.append(field, tensor_.shape);
      return;
    case 2:
      type_ = static_cast<OnnxType>(reader_.integer(field));
      return;
    case 4:
      reader_.append(field, floats_);
      return;
    case 5:
    case 7:
    case 11:
      reader_.append(field, integers_);
      return;
    case 8:
      tensor_.name = reader_.text(field);
      return;
    case 9:
      raw_ = reader_.bytes(field);
      has_raw_ = true;
      return;
    case 10:
      reader_.append_doubles(field, floats_);
      return;
    case 13:
      read_entry(reader_.message(field, "external data"));
      return;
    case 14:
      is_external_ = reader_.integer(field) == 1;
      return;
    case 3:
    case 6:
      reader_.fail("a tensor of a kind that is not read",
                   field.number == 3 ? "a segment of a tensor" : "a tensor of texts",
                   "all numbers of one tensor");
    default: // documentation and metadata
      return;
    }
  }

  /// StringStringEntryProto.
  void read_entry(ProtobufReader entry) {
    std::string key;
    std::string value;
    while (auto const field = entry.next()) {
      if (field->number == 1) {
        key = entry.text(*field);
      } else if (field->number == 2) {
        value = entry.text(*field);
      }
    }
    external_[key] = value;
  }

  [[nodiscard]] std::uint64_t size_of_shape() const {
    if (tensor_.shape.size() > greatest_rank) {
      reader_.fail("a tensor of too many extents",
                   fmt::to_string(tensor_.shape.size()),
                   fmt::format("at most {}", greatest_rank));
    }
    std::uint64_t count = 1;
    for (std::int64_t const extent : tensor_.shape) {
      auto const size = static_cast<std::uint64_t>(extent);
      if (extent < 0 || (size != 0 && count > largest_model / size)) {
        reader_.fail("a tensor of no possible shape",
                     fmt::format("[{}]", fmt::join(tensor_.shape, ", ")),
                     fmt::format("extents from 0 on, at most {} entries", largest_model));
      }
      count *= size;
    }
    return count;
  }

  void require_count(std::uint64_t found, std::uint64_t expected, char const* what) const {
    if (found != expected) {
      reader_.fail("a tensor without the values of its shape",
                   fmt::format("{} {}", found, what),
                   fmt::format("{} for the shape [{}]", expected, fmt::join(tensor_.shape, ", ")));
    }
  }

  void take_raw(NumberForm const& form, std::uint64_t count, std::string_view raw) {
    require_count(raw.size(), count * form.width, "bytes");
    std::vector<float> floats;
    std::vector<std::int64_t> integers;
    for (; !raw.empty(); raw.remove_prefix(form.width)) {
      std::uint64_t const bits = from_little_endian(raw.substr(0, form.width));
      if (form.to_float != nullptr) {
        floats.push_back(form.to_float(bits));
      } else {
        integers.push_back(form.has_sign ? with_sign(bits, form.width)
                                         : static_cast<std::int64_t>(bits));
      }
    }
    keep(form, std::move(floats), std::move(integers));
  }

  /// Values in fields of their own type; half precision as the bits in int32.
  void take_typed(NumberForm const& form, std::uint64_t count) {
    if (form.to_float != nullptr && form.width == 2) {
      require_count(integers_.size(), count, "numbers");
      for (std::int64_t const bits : integers_) {
        floats_.push_back(form.to_float(static_cast<std::uint64_t>(bits) & 0xffffU));
      }
    }
    require_count(form.to_float != nullptr ? floats_.size() : integers_.size(), count, "numbers");
    keep(form, std::move(floats_), std::move(integers_));
  }

  void keep(NumberForm const& form, std::vector<float> floats, std::vector<std::int64_t> integers) {
    if (form.to_float != nullptr) {
      tensor_.values = std::move(floats);
    } else {
      tensor_.values = std::move(integers);
    }
  }

  /// The number that stands under \p key, or \p otherwise.
  [[nodiscard]] std::uint64_t external_number(std::string const& key,
                                              std::uint64_t otherwise) const {
    auto const entry = external_.find(key);
    if (entry == external_.end()) {
      return otherwise;
    }
    std::uint64_t value = 0;
    char const* const end = entry->second.data() + entry->second.size();
    auto const result = std::from_chars(entry->second.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) {
      reader_.fail(fmt::format("no {} of external data", key), entry->second, "a number of bytes");
    }
    return value;
  }

  [[nodiscard]] std::string_view external_data() {
    fs::path const location = external_["location"];
    bool const leaves = std::find(location.begin(), location.end(), "..") != location.end();
    fs::path const file = folder_ / location;
    std::error_code error;
    fs::path const real = fs::weakly_canonical(file, error);
    fs::path const home = fs::weakly_canonical(folder_.empty() ? "." : folder_, error);
    auto const [outside, unused] =
        std::mismatch(home.begin(), home.end(), real.begin(), real.end());
    if (location.empty() || location.is_absolute() || leaves || error || outside != home.end()) {
      reader_.fail("external data outside the folder of the model",
                   location.string(),
                   "a file in the same folder or below it");
    }
    std::uint64_t const size = size_of_model_file(real);
    std::uint64_t const offset = external_number("offset", 0);
    std::uint64_t const length = external_number("length", offset <= size ? size - offset : 0);
    if (offset > size || length > size - offset) {
      reader_.fail("external data beyond the end of their file",
                   fmt::format("bytes {} to {}", offset, offset + length),
                   fmt::format("at most {} of {}", size, location.string()));
    }
    external_bytes_ = read_part(real, offset, length);
    return external_bytes_;
  }

  ProtobufReader reader_;
  fs::path folder_;
  OnnxTensor tensor_;
  OnnxType type_{};
  std::vector<float> floats_;
  std::vector<std::int64_t> integers_;
  std::string_view raw_;
  bool has_raw_ = false;
  bool is_external_ = false;
  std::map<std::string, std::string> external_;
  std::string external_bytes_;
};

} // namespace

OnnxTensor read_tensor(ProtobufReader reader, fs::path const& folder) {
  return TensorReader{std::move(reader), folder}.read();
}

std::string to_string(OnnxType type) {
  NumberForm const* const form = find_form(type);
  return form == nullptr ? fmt::format("type {}", static_cast<std::int64_t>(type)) : form->name;
}

} // namespace equivarify::codegen
