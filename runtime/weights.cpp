#include "equivarify/runtime/weights.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/digest.hpp"
#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/kernels/tensor_header.hpp"
#include "equivarify/runtime/text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

std::string shape_text(std::vector<std::size_t> const& shape) {
  std::string result = "[";
  for (std::size_t const extent : shape) {
    result += (result.size() == 1 ? "" : ", ") + std::to_string(extent);
  }
  return result + "]";
}

std::string entry(TensorFile const& file, std::string const& key) {
  auto const place = file.metadata.find(key);
  return place == file.metadata.end() ? "" : place->second;
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

} // namespace

std::map<std::string, std::string> spec_metadata(Description const& description) {
  // PyTorch's loaders look for the format `pt`.
  return {{"format", "pt"}, {"spec", description.name}, {"spec_sha256", description.spec_sha256}};
}

void require_spec(TensorFile const& file, Description const& description, fs::path const& path) {
  std::string const digest = shown(entry(file, "spec_sha256"));
  if (digest == description.spec_sha256) {
    return;
  }
  std::string const expected = text("this program was generated from the spec ",
                                    description.name,
                                    " with sha256 ",
                                    description.spec_sha256);
  if (digest.empty()) {
    throw DataError(text(path.string(),
                         ": does not say which spec it belongs to (no spec_sha256 in ",
                         "its metadata), but ",
                         expected));
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
                         ", which is no parameter of the network; expected ",
                         names.size(),
                         " tensors, found ",
                         file.tensors.size()));
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

void load_weights(Network& network, fs::path const& path) {
  std::vector<ParameterView> const parameters = network.parameters();
  TensorFile const file = decode_safetensors(read_bytes(path, most_bytes_of(parameters, 1)), path);
  require_spec(file, network.description(), path);
  std::vector<std::string> names;
  for (ParameterView const& parameter : parameters) {
    from_tensor(file, parameter, path);
    names.push_back(parameter.name);
  }
  require_no_other(file, names, path);
  network.load();
}

} // namespace equivarify::runtime
