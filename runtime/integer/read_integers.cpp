#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_format.hpp"
#include "equivarify/runtime/integer/rounding.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <system_error>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::array<TensorType, 3> integer_types{{{"I8", 1}, {"I32", 4}, {"U8", 1}}};
constexpr int most_stored_shift = 30;

/// Reads one file; knows its path for messages.
class IntegerReader {
public:
  IntegerReader(std::vector<std::byte> bytes, fs::path const& path)
      : bytes_(std::move(bytes)), path_(path) {
    std::string_view const all{reinterpret_cast<char const*>(bytes_.data()), bytes_.size()};
    std::uint64_t length = 0;
    if (all.size() < prefix_bytes) {
      fail(text("has ", all.size(), " bytes, expected at least 8"));
    }
    std::memcpy(&length, all.data(), prefix_bytes);
    if (length > all.size() - prefix_bytes || length > longest_tensor_header) {
      fail(text("has a header of ", length, " bytes, but ", all.size() - 8, " follow"));
    }
    values_ = all.substr(prefix_bytes + length);
    std::string const problem = read_tensor_header(
        all.substr(prefix_bytes, length), values_.size(), header_, integer_types);
    if (!problem.empty()) {
      fail(text("is no file of integer weights: ", problem));
    }
  }

  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_.string(), ": ", reason));
  }

  [[nodiscard]] TensorHeader const& header() const { return header_; }

  [[nodiscard]] std::string const& entry(std::string const& key) const {
    auto const place = header_.metadata.find(key);
    if (place == header_.metadata.end()) {
      fail(text("its metadata lack ", key));
    }
    return place->second;
  }

  template <typename Number>
  [[nodiscard]] Number number(std::string const& key) const {
    std::string const& words = entry(key);
    Number value{};
    auto const end = words.data() + words.size();
    auto const result = std::from_chars(words.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) {
      fail(text(key, " is ", shown(words), ", expected a number"));
    }
    return value;
  }

  /// Of the tensor \p name; empty where there is none.
  [[nodiscard]] std::string type_of(std::string const& name) const {
    auto const place = find(name);
    return place == header_.tensors.end() ? std::string() : place->type;
  }

  template <typename T>
  [[nodiscard]] std::vector<T> tensor(std::string const& name,
                                      std::string const& type,
                                      std::vector<std::size_t> const& shape) const {
    auto const place = find(name);
    if (place == header_.tensors.end()) {
      fail(text("lacks the tensor ", name));
    }
    if (place->type != type ||
        !std::equal(place->shape.begin(), place->shape.end(), shape.begin(), shape.end())) {
      fail(text("the tensor ",
                name,
                " is ",
                place->type,
                " ",
                shape_text(place->shape),
                ", expected ",
                type,
                " ",
                shape_text(shape)));
    }
    std::vector<T> values((place->end - place->begin) / sizeof(T));
    std::memcpy(values.data(), values_.data() + place->begin, place->end - place->begin);
    return values;
  }

private:
  [[nodiscard]] std::vector<StoredTensor>::const_iterator find(std::string const& name) const {
    return std::find_if(header_.tensors.begin(), header_.tensors.end(), [&](StoredTensor const& t) {
      return t.name == name;
    });
  }

  std::vector<std::byte> bytes_;
  fs::path path_;
  TensorHeader header_;
  std::string_view values_;
};

void require_values(IntegerReader const& file, IntegerLayer const& layer) {
  std::string const name(layer.form.name);
  if (std::find(layer.weights.begin(), layer.weights.end(), -128) != layer.weights.end()) {
    file.fail(text("the tensor ", name, ".weight holds -128, expected -127 to 127"));
  }
  for (std::uint8_t const shift : layer.shifts) {
    if (shift > most_stored_shift) {
      file.fail(text("the tensor ", name, ".shift holds ", int{shift}, ", expected 0 to 30"));
    }
  }
}

InputRule read_rule(IntegerReader const& file) {
  InputRule const rule{.scale = file.number<double>("input_scale"),
                       .lowest = file.number<std::int32_t>("input_lowest"),
                       .highest = file.number<std::int32_t>("input_highest")};
  std::int32_t const most = rule.lowest == 0 ? 255 : 127;
  if (!std::isfinite(rule.scale) || rule.scale <= 0) {
    file.fail(text("input_scale is ", rule.scale, ", expected a positive number"));
  }
  if (rule.highest < 1 || rule.highest > most ||
      (rule.lowest != 0 && rule.lowest != -rule.highest)) {
    file.fail(text("inputs from ",
                   rule.lowest,
                   " to ",
                   rule.highest,
                   ", expected 0 to at most 255, or -n to n with n at most 127"));
  }
  return rule;
}

int read_exponent(IntegerReader const& file, std::string const& name) {
  int const exponent = file.number<int>(name + ".exponent");
  if (exponent < -most_exponent || exponent > most_exponent) {
    file.fail(text(name, ".exponent is ", exponent, ", expected -100 to 100"));
  }
  return exponent;
}

/// Where activations of the layer called \p name are cut off.
std::uint8_t read_highest(IntegerReader const& file, std::string const& name) {
  std::string const key = name + ".highest";
  if (file.header().metadata.count(key) == 0) {
    return largest_unsigned;
  }
  int const highest = file.number<int>(key);
  if (highest < 1 || highest > largest_unsigned) {
    file.fail(text(key, " is ", highest, ", expected 1 to 255"));
  }
  return static_cast<std::uint8_t>(highest);
}

/// The scale of joined values, whose sums stand for sum / 2^\p sums.
void read_scale(IntegerReader const& file, IntegerLayer& layer, int sums) {
  std::string const name(layer.form.name);
  layer.exponent = read_exponent(file, name);
  if (layer.exponent > sums || sums - layer.exponent > most_stored_shift) {
    file.fail(text(name,
                   ".exponent is ",
                   layer.exponent,
                   ", expected ",
                   sums - most_stored_shift,
                   " to ",
                   sums));
  }
  layer.shifts = {static_cast<std::uint8_t>(sums - layer.exponent)};
}

/// Entries without a sign are U8, others I8.
void read_table(IntegerReader const& file, IntegerLayer& layer) {
  std::string const name(layer.form.name);
  std::string const key = name + ".table";
  if (file.type_of(key) == "I8") {
    std::vector<std::int8_t> const entries = file.tensor<std::int8_t>(key, "I8", {table_size});
    if (std::find(entries.begin(), entries.end(), -128) != entries.end()) {
      file.fail(text("the tensor ", key, " holds -128, expected -127 to 127"));
    }
    layer.table.assign(entries.begin(), entries.end());
  } else {
    std::vector<std::uint8_t> const entries = file.tensor<std::uint8_t>(key, "U8", {table_size});
    layer.table.assign(entries.begin(), entries.end());
  }
  layer.exponent = read_exponent(file, name);
}

void read_layer(IntegerReader const& file, IntegerLayer& layer, std::size_t order, bool is_last) {
  std::string const name(layer.form.name);
  layer.weights = file.tensor<std::int8_t>(name + ".weight", "I8", stored_shape(layer.form, order));
  layer.bias.assign(layer.form.outputs, 0);
  if (layer.form.bias) {
    layer.bias = file.tensor<std::int32_t>(name + ".bias", "I32", {layer.form.outputs});
  }
  if (!is_last) {
    layer.shifts = file.tensor<std::uint8_t>(name + ".shift", "U8", {layer.form.outputs});
    layer.highest = read_highest(file, name);
  }
  layer.exponent = read_exponent(file, name);
  require_values(file, layer);
}

/// Refuses caps of what has none: another layer, or the last one.
void require_known_caps(IntegerReader const& file, IntegerWeights const& weights) {
  std::string const end = ".highest";
  for (auto const& [key, unused] : file.header().metadata) {
    bool const is_cap =
        key.size() > end.size() && key.compare(key.size() - end.size(), end.size(), end) == 0;
    bool const is_known = std::any_of(
        weights.layers.begin(), weights.layers.end(), [&key = key, &end](auto const& layer) {
          return !layer.shifts.empty() && !layer.joins() &&
                 key == std::string(layer.form.name) + end;
        });
    if (is_cap && !is_known) {
      file.fail(text(shown(key), " is a cap of no layer that is cut off"));
    }
  }
}

} // namespace

bool has_integer_weights(fs::path const& path) {
  std::ifstream stream(path, std::ios::binary);
  std::uint64_t length = 0;
  stream.read(reinterpret_cast<char*>(&length), prefix_bytes);
  std::error_code unreadable;
  std::uintmax_t const size = fs::file_size(path, unreadable);
  if (!stream || unreadable || length > longest_tensor_header || length + prefix_bytes > size) {
    return false; // before memory is taken for what is not there
  }
  std::string text(length, ' ');
  stream.read(text.data(), static_cast<std::streamsize>(length));
  auto const header = nlohmann::json::parse(text, nullptr, false);
  return stream && header.is_object() && header.contains("__metadata__") &&
         header["__metadata__"].is_object() && header["__metadata__"].contains(arithmetic_key) &&
         header["__metadata__"][arithmetic_key] == arithmetic_name;
}

IntegerWeights load_integer_weights(Description const& description, fs::path const& path) {
  require_integer_form(description);
  IntegerReader const file(read_bytes(path), path);
  if (file.entry(arithmetic_key) != arithmetic_name) {
    file.fail(text("its arithmetic is ", shown(file.entry(arithmetic_key)), ", expected int8"));
  }
  std::string const remark =
      require_spec(TensorFile{file.header().metadata, {}}, description, path);
  if (!remark.empty()) {
    throw DataError(remark); // integers were made for one spec
  }
  IntegerWeights weights{.input = read_rule(file), .layers = {}};
  std::size_t tensors = 0;
  for (LayerForm const& form : description.integer_layers) {
    IntegerLayer& layer = weights.layers.emplace_back();
    layer.form = form;
    int const exponent = align_last(weights, path.string());
    if (layer.joins()) {
      read_scale(file, layer, exponent);
    } else if (form.kind == FormKind::table) {
      read_table(file, layer);
      tensors += 1;
    } else if (form.kind != FormKind::weighted) {
      layer.exponent = exponent;
    } else {
      bool const is_last = weights.layers.size() == description.integer_layers.size();
      read_layer(file, layer, description.order, is_last);
      tensors += 1U + (form.bias ? 1U : 0U) + (is_last ? 0U : 1U);
    }
  }
  require_known_caps(file, weights);
  if (file.header().tensors.size() != tensors) {
    file.fail(text(
        "holds ", file.header().tensors.size(), " tensors, expected ", tensors, " of the network"));
  }
  return weights;
}

} // namespace equivarify::runtime
