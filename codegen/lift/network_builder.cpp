#include "equivarify/codegen/lift/network_builder.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/spec/kept_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t room_for_number = 6;

/// \throws ShapeError unless \p tensors have as many values as those of \p layer.
void expect_sizes(Layer const& layer, std::vector<LiftedTensor> const& tensors) {
  std::vector<ParameterForm> forms = parameter_forms(layer);
  for (ParameterForm const& form : state_forms(layer)) {
    forms.push_back(form);
  }
  for (LiftedTensor const& tensor : tensors) {
    auto const form = std::find_if(forms.begin(), forms.end(), [&](ParameterForm const& candidate) {
      return candidate.name == tensor.name;
    });
    EQUIVARIFY_ASSERT(form != forms.end(), fmt::format("no tensor {}", tensor.name));
    if (form->size() != tensor.values.size()) {
      throw ShapeError{fmt::format("{} numbers as its {}", tensor.values.size(), tensor.name),
                       fmt::format("[{}]", fmt::join(form->shape, ", ")),
                       "has weights of another shape"};
    }
  }
  EQUIVARIFY_ASSERT(tensors.size() == forms.size(), "a layer without its weights");
}

} // namespace

LiftedTensor* LiftedLayer::find(std::string const& name) {
  auto const found = std::find_if(tensors.begin(), tensors.end(), [&](LiftedTensor const& tensor) {
    return tensor.name == name;
  });
  return found == tensors.end() ? nullptr : &*found;
}

Operation operation_with(std::string const& type,
                         std::initializer_list<std::pair<char const*, FieldValue>> fields) {
  Operation operation = operation_of(type);
  for (auto const& [name, value] : fields) {
    Field const* const field = operation.type().find_field(name);
    EQUIVARIFY_ASSERT(field != nullptr, fmt::format("{} has no field {}", type, name));
    field->set(operation, value);
  }
  return operation;
}

double as_field(float value) {
  std::string const shortest = fmt::to_string(value);
  double result = 0;
  std::from_chars(shortest.data(), shortest.data() + shortest.size(), result);
  return result;
}

std::string as_name(std::string const& text, std::string const& start) {
  std::string name;
  for (char const letter : text) {
    auto const byte = static_cast<unsigned char>(letter);
    if (byte < 128 && std::isalnum(byte) != 0) {
      name += static_cast<char>(std::tolower(byte));
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  bool const starts_well = !name.empty() && std::isalpha(static_cast<unsigned char>(name.front()));
  name = starts_well ? name : start + (name.empty() ? "" : "_") + name;
  name = name.substr(0, longest_name - room_for_number);
  while (name.back() == '_') {
    name.pop_back();
  }
  return is_kept_by_cpp(name) ? name + "_1" : name;
}

std::string NetworkBuilder::unique_name(std::string const& wish, std::string const& type) {
  std::string const name = as_name(wish, type);
  std::string unique = name;
  for (int number = 2; !names_.insert(unique).second; ++number) {
    unique = fmt::format("{}_{}", name, number);
  }
  return unique;
}

std::size_t NetworkBuilder::add(std::string const& wish,
                                Operation operation,
                                std::vector<std::size_t> reads,
                                std::vector<LiftedTensor> tensors) {
  for (auto read = reads.begin(); read != reads.end(); ++read) {
    if (std::find(reads.begin(), read, *read) != read) { // which no layer of a spec may do
      *read = add("again", operation_with("leaky_relu", {{"slope", 1.0}}), {*read});
    }
  }
  std::vector<Shape> inputs;
  for (std::size_t const value : reads) {
    inputs.push_back(shape(value));
  }
  Shape const output = output_shape(operation, inputs);
  if (output.size() == 0) {
    throw ShapeError{"an output without entries", "at least one", "gives nothing"};
  }
  std::string name = unique_name(wish, type_name(operation));
  Layer layer{.name = std::move(name),
              .operation = std::move(operation),
              .inputs = std::move(inputs),
              .output = output,
              .reads = std::move(reads)};
  expect_sizes(layer, tensors);
  layers_.push_back({std::move(layer), std::move(tensors), node_});
  return layers_.size();
}

Shape const& NetworkBuilder::shape(std::size_t value) const {
  return value == 0 ? input_ : layers_.at(value - 1).layer.output;
}

LiftedLayer* NetworkBuilder::maker(std::size_t value) {
  return value == 0 ? nullptr : &layers_.at(value - 1);
}

bool NetworkBuilder::is_read(std::size_t value) const {
  return std::any_of(layers_.begin(), layers_.end(), [&](LiftedLayer const& lifted) {
    auto const& reads = lifted.layer.reads;
    return std::find(reads.begin(), reads.end(), value) != reads.end();
  });
}

std::size_t NetworkBuilder::flat(std::size_t value) {
  return shape(value).is_flat() ? value : flattened(value);
}

std::size_t NetworkBuilder::vector(std::size_t value) {
  return is_vector(value) ? value : flattened(value);
}

bool NetworkBuilder::is_vector(std::size_t value) const {
  if (value == 0) {
    return false;
  }
  Layer const& layer = layers_.at(value - 1).layer;
  std::string const type = type_name(layer.operation);
  if (layer.operation.as<Part>() != nullptr) {
    return layer.output.is_flat();
  }
  return type == "flatten" || type == "dense" || is_vector(layer.reads.front());
}

std::optional<std::size_t> NetworkBuilder::planes(std::size_t value) {
  if (is_vector(value)) {
    return made_of_planes(layers_.at(value - 1));
  }
  return shape(value).is_flat() ? std::optional{value} : std::nullopt;
}

std::optional<std::size_t> NetworkBuilder::entry_planes(std::size_t value) const {
  auto const found = entry_planes_.find(value);
  return found == entry_planes_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::size_t> NetworkBuilder::picture(std::size_t value,
                                                   std::vector<std::int64_t> const& places) const {
  auto const found = pictures_.find({value, places});
  return found == pictures_.end() ? std::nullopt : std::optional{found->second};
}

/// What \p made, which gives a vector, gives on planes of one entry.
std::optional<std::size_t> NetworkBuilder::made_of_planes(LiftedLayer made) {
  StructuralClass const structure = structure_of(made.layer.operation);
  bool const is_linear = structure == StructuralClass::linear;
  bool const is_reshape = structure == StructuralClass::reshape;
  bool const keeps_channels = structure == StructuralClass::pointwise ||
                              structure == StructuralClass::pointwise_odd ||
                              structure == StructuralClass::affine_in_channels;
  auto const before =
      is_linear || is_reshape || keeps_channels ? planes(made.layer.reads.front()) : std::nullopt;
  if (!before || is_reshape) {
    return before;
  }
  Operation const operation = is_linear
                                  ? operation_with("conv2d",
                                                   {{"filters", made.layer.output.channels},
                                                    {"kernel", Extent{1, 1}},
                                                    {"padding", Padding{}},
                                                    {"bias", !lacks_bias(made.layer.operation)}})
                                  : made.layer.operation;
  std::swap(node_, made.node);
  std::size_t const value = add(made.layer.name, operation, {*before}, std::move(made.tensors));
  std::swap(node_, made.node);
  return value;
}

/// The layer `flatten` on \p value, which is added once.
std::size_t NetworkBuilder::flattened(std::size_t value) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    Layer const& layer = layers_[i].layer;
    if (type_name(layer.operation) == "flatten" && layer.reads.front() == value) {
      return i + 1;
    }
  }
  return add("flatten", operation_of("flatten"), {value});
}

std::vector<LiftedLayer> NetworkBuilder::needed_for(std::size_t value) const {
  std::vector<bool> needed(layers_.size() + 1);
  needed[value] = true;
  for (std::size_t v = value; v > 0; --v) {
    if (needed[v]) {
      for (std::size_t const read : layers_[v - 1].layer.reads) {
        needed[read] = true;
      }
    }
  }
  std::vector<std::size_t> number(layers_.size() + 1);
  std::vector<LiftedLayer> result;
  for (std::size_t v = 1; v <= value; ++v) {
    if (!needed[v]) {
      continue;
    }
    LiftedLayer& lifted = result.emplace_back(layers_[v - 1]);
    for (std::size_t& read : lifted.layer.reads) {
      read = number[read];
    }
    number[v] = result.size();
  }
  return result;
}

} // namespace equivarify::codegen
