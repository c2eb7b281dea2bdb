#include "equivarify/runtime/weights.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/digest.hpp"
#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/text.hpp"

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

} // namespace

std::map<std::string, std::string> spec_metadata(Description const& description) {
  // PyTorch's loaders look for the format `pt`.
  return {{"format", "pt"}, {"spec", description.name}, {"spec_sha256", description.spec_sha256}};
}

void require_spec(TensorFile const& file, Description const& description, fs::path const& path) {
  std::string const digest = entry(file, "spec_sha256");
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
                       entry(file, "spec"),
                       " with sha256 ",
                       digest,
                       ", but ",
                       expected));
}

NamedTensor to_tensor(ParameterView const& view, std::string const& prefix) {
  return {prefix + view.name, view.shape, to_file_order(view)};
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
  from_file_order(view, tensor->values);
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
  TensorFile const file = decode_safetensors(read_bytes(path), path);
  require_spec(file, network.description(), path);
  std::vector<ParameterView> const parameters = network.parameters();
  for (ParameterView const& parameter : parameters) {
    from_tensor(file, parameter, path);
  }
  if (file.tensors.size() != parameters.size()) {
    throw DataError(text(path.string(),
                         ": holds ",
                         file.tensors.size(),
                         " tensors, but the network has ",
                         parameters.size(),
                         " parameters"));
  }
  network.load();
}

} // namespace equivarify::runtime
