#include "equivarify/runtime/weights/weights.hpp"

#include "equivarify/runtime/base/ties.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

std::string entry(TensorFile const& file, std::string const& key) {
  auto const place = file.metadata.find(key);
  return place == file.metadata.end() ? "" : place->second;
}

/// Which value of \p tensor is below 0 though it is a variance, or nothing.
std::string not_a_variance(NamedTensor const& tensor) {
  auto const bad = std::find_if(
      tensor.values.begin(), tensor.values.end(), [](float value) { return value < 0; });
  if (bad == tensor.values.end() || !tensor.name.ends_with(".running_variance")) {
    return "";
  }
  return text(
      "the tensor ", tensor.name, " holds ", *bad, " at place ", bad - tensor.values.begin());
}

/// Which value of \p tensor is no finite number, or nothing.
std::string not_finite(NamedTensor const& tensor) {
  auto const bad = std::find_if(tensor.values.begin(), tensor.values.end(), [](float value) {
    return !std::isfinite(value);
  });
  if (bad == tensor.values.end()) {
    return "";
  }
  return text(
      "the tensor ", tensor.name, " holds ", *bad, " at place ", bad - tensor.values.begin());
}

/// \throws DataError if a class of \p description has another number in \p file. Classes that were
/// renamed mean the same; the same names in another order do not.
void require_class_order(TensorFile const& file,
                         Description const& description,
                         fs::path const& path) {
  nlohmann::json const there = nlohmann::json::parse(entry(file, "classes"), nullptr, false);
  for (std::size_t c = 0; there.is_array() && c < there.size(); ++c) {
    auto const begin = description.class_names.begin();
    auto const here = std::find(begin, description.class_names.end(), there[c]);
    if (here != description.class_names.end() && here != begin + static_cast<std::ptrdiff_t>(c)) {
      throw DataError(text(path.string(),
                           ": its class ",
                           c,
                           " is ",
                           there[c].dump(),
                           ", which is class ",
                           here - begin,
                           " of this program: the classes stand in another order"));
    }
  }
}

/// Sets the weights of \p network from \p file, which must have its parameters and no other tensor.
/// A checkpoint has moments, too.
void take_weights(Network& network, TensorFile const& file, fs::path const& path) {
  bool const is_checkpoint = file.metadata.count("state") != 0;
  std::vector<std::string> names;
  for (ParameterView const& parameter : network.parameters()) {
    from_tensor(file, parameter, path);
    names.push_back(parameter.name);
    if (is_checkpoint) {
      names.push_back("first/" + parameter.name);
      names.push_back("second/" + parameter.name);
      names.push_back("best/" + parameter.name);
    }
  }
  require_no_other(file, names, path);
  network.load();
}

/// What stands in front of the names of all \p parameters in \p file, such as `module.`.
std::string prefix_of(TensorFile const& file, std::vector<ParameterView> const& parameters) {
  for (NamedTensor const& tensor : file.tensors) {
    std::string const& name = parameters.front().name;
    if (tensor.name.ends_with("." + name)) {
      return tensor.name.substr(0, tensor.name.size() - name.size());
    }
  }
  return "";
}

} // namespace

std::map<std::string, std::string> spec_metadata(Description const& description) {
  // PyTorch's loaders look for the format `pt`.
  return {{"format", "pt"},
          {"spec", description.name},
          {"spec_sha256", description.spec_sha256},
          {"network_sha256", description.network_sha256},
          {"classes", nlohmann::json(description.class_names).dump()}};
}

std::string
require_spec(TensorFile const& file, Description const& description, fs::path const& path) {
  std::string const digest = shown(entry(file, "spec_sha256"));
  if (digest == description.spec_sha256) {
    return "";
  }
  if (entry(file, "network_sha256") == description.network_sha256) {
    require_class_order(file, description, path);
    return text(
        path.string(),
        ": was made for the spec ",
        shown(entry(file, "spec")),
        digest.empty() ? " without its sha256" : " with sha256 " + digest,
        ", which has the same network and differs in training, seed, arithmetic or names alone");
  }
  std::string const expected = text("this program was generated from the spec ",
                                    description.name,
                                    " with sha256 ",
                                    description.spec_sha256);
  if (digest.empty()) {
    throw DataError(text(path.string(),
                         ": does not say which spec it belongs to (no spec_sha256 in ",
                         "its metadata), but ",
                         expected,
                         "; `",
                         description.name,
                         " adopt` makes a weight file of it"));
  }
  throw DataError(text(path.string(),
                       ": belongs to the spec ",
                       shown(entry(file, "spec")),
                       " with sha256 ",
                       digest,
                       ", but ",
                       expected));
}

NamedTensor to_tensor(ParameterView const& view, std::string const& prefix) {
  NamedTensor tensor{prefix + view.name, view.shape, to_file_order(view)};
  std::string const infinity = not_finite(tensor);
  if (!infinity.empty()) {
    throw DataError(text("the training diverged: ", infinity, "; try a smaller learning rate"));
  }
  return tensor;
}

void from_tensor(TensorFile const& file,
                 ParameterView const& view,
                 fs::path const& path,
                 std::string const& prefix) {
  std::string const name = prefix + view.name;
  NamedTensor const* const tensor = file.find(name);
  if (tensor == nullptr) {
    throw DataError(text(path.string(), ": lacks the tensor ", name));
  }
  if (tensor->shape != view.shape) {
    throw DataError(text(path.string(),
                         ": the tensor ",
                         name,
                         " has the shape ",
                         shape_text(tensor->shape),
                         ", expected ",
                         shape_text(view.shape)));
  }
  std::string const infinity = not_finite(*tensor);
  if (!infinity.empty()) {
    throw DataError(text(path.string(), ": ", infinity, ", expected finite numbers"));
  }
  std::string const variance = not_a_variance(*tensor);
  if (!variance.empty()) {
    throw DataError(text(path.string(), ": ", variance, ", expected variances, from 0"));
  }
  bool const are_weights =
      prefix.empty() || prefix == "best/"; // squares of gradients have no signs
  std::string const untied = are_weights ? first_untied(tensor->values, view.ties) : "";
  if (!untied.empty()) {
    throw DataError(text(path.string(), ": the tensor ", name, " ", untied));
  }
  from_file_order(view, tensor->values);
}

std::size_t most_bytes_of(std::span<ParameterView const> parameters, std::size_t copies) {
  return longest_tensor_header + 8 + value_count(parameters) * copies * sizeof(float);
}

void require_no_other(TensorFile const& file,
                      std::span<std::string const> names,
                      fs::path const& path) {
  auto const other =
      std::find_if(file.tensors.begin(), file.tensors.end(), [&](NamedTensor const& tensor) {
        return std::find(names.begin(), names.end(), tensor.name) == names.end();
      });
  if (other != file.tensors.end()) {
    throw DataError(text(path.string(),
                         ": holds a tensor ",
                         shown(other->name),
                         ", which is no parameter of the network; found ",
                         file.tensors.size(),
                         " tensors, expected ",
                         names.size()));
  }
}

std::string save_weights(Network& network, fs::path const& path) {
  TensorFile file{spec_metadata(network.description()), {}};
  for (ParameterView const& parameter : network.parameters()) {
    file.tensors.push_back(to_tensor(parameter));
  }
  std::vector<std::byte> const bytes = encode_safetensors(file);
  write_atomically(path, bytes);
  return sha256(bytes);
}

std::string load_weights(Network& network, fs::path const& path) {
  return load_weights(network, read_bytes(path, most_bytes_of(network.parameters(), 4)), path);
}

std::string
load_weights(Network& network, std::span<std::byte const> contents, fs::path const& path) {
  TensorFile const file = decode_safetensors(contents, path);
  std::string remark = require_spec(file, network.description(), path);
  take_weights(network, file, path);
  return remark;
}

void adopt_weights(Network& network, fs::path const& path) {
  std::vector<ParameterView> const parameters = network.parameters();
  TensorFile file =
      decode_safetensors(read_bytes(path, most_bytes_of(parameters, 2)), path, floating_point);
  if (file.find(parameters.front().name) == nullptr) {
    std::string const prefix = prefix_of(file, parameters);
    for (NamedTensor& tensor : file.tensors) {
      if (tensor.name.starts_with(prefix)) {
        tensor.name.erase(0, prefix.size());
      }
    }
  }
  take_weights(network, file, path);
}

} // namespace equivarify::runtime
