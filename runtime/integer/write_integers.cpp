#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_format.hpp"
#include "equivarify/runtime/integer/rounding.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <nlohmann/json.hpp>

#include <cstring>
#include <map>

namespace equivarify::runtime {

namespace {

/// Puts a file together, tensor by tensor.
class IntegerWriter {
public:
  template <typename T>
  void add(std::string const& name,
           std::string const& type,
           std::vector<std::size_t> const& shape,
           std::vector<T> const& values) {
    std::size_t const begin = values_.size();
    auto const* const bytes = reinterpret_cast<std::byte const*>(values.data());
    values_.insert(values_.end(), bytes, bytes + values.size() * sizeof(T));
    header_[name] = {{"dtype", type}, {"shape", shape}, {"data_offsets", {begin, values_.size()}}};
  }

  [[nodiscard]] std::vector<std::byte> finish(std::map<std::string, std::string> const& metadata) {
    header_["__metadata__"] = metadata;
    std::string dump = header_.dump();
    dump.resize((dump.size() + prefix_bytes - 1) / prefix_bytes * prefix_bytes, ' ');
    std::uint64_t const length = dump.size();
    std::vector<std::byte> file(prefix_bytes + dump.size());
    std::memcpy(file.data(), &length, prefix_bytes);
    std::memcpy(file.data() + prefix_bytes, dump.data(), dump.size());
    file.insert(file.end(), values_.begin(), values_.end());
    return file;
  }

private:
  nlohmann::ordered_json header_ = nlohmann::ordered_json::object();
  std::vector<std::byte> values_;
};

} // namespace

std::string save_integer_weights(IntegerWeights const& weights,
                                 Description const& description,
                                 std::filesystem::path const& path) {
  IntegerWriter writer;
  std::map<std::string, std::string> metadata = spec_metadata(description);
  metadata[arithmetic_key] = arithmetic_name;
  metadata["input_scale"] = exact(weights.input.scale);
  metadata["input_lowest"] = std::to_string(weights.input.lowest);
  metadata["input_highest"] = std::to_string(weights.input.highest);
  for (IntegerLayer const& layer : weights.layers) {
    std::string const name(layer.form.name);
    if (layer.has_scale()) {
      metadata[name + ".exponent"] = std::to_string(layer.exponent);
    }
    if (layer.form.kind == FormKind::table) {
      writer.add(name + ".table",
                 has_negative(layer.table) ? "I8" : "U8",
                 {table_size},
                 std::vector<std::uint8_t>(layer.table.begin(), layer.table.end()));
    }
    if (layer.form.kind != FormKind::weighted) {
      continue;
    }
    if (layer.highest < largest_unsigned) {
      metadata[name + ".highest"] = std::to_string(layer.highest);
    }
    writer.add(name + ".weight", "I8", stored_shape(layer.form, description.order), layer.weights);
    if (layer.form.bias) {
      writer.add(name + ".bias", "I32", {layer.form.outputs}, layer.bias);
    }
    if (!layer.shifts.empty()) {
      writer.add(name + ".shift", "U8", {layer.form.outputs}, layer.shifts);
    }
  }
  std::vector<std::byte> const bytes = writer.finish(metadata);
  write_atomically(path, bytes);
  return sha256(bytes);
}

} // namespace equivarify::runtime
