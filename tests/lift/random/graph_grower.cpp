#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {

std::int64_t entries(Extents const& shape) {
  std::int64_t count = 1;
  for (std::int64_t const extent : shape) {
    count *= extent;
  }
  return count;
}

std::int64_t GraphGrower::number(std::int64_t least, std::int64_t most) {
  auto const range = static_cast<std::uint64_t>(most - least + 1);
  return least + static_cast<std::int64_t>(small_.engine() % range);
}

GrownValue GraphGrower::pick() {
  return once_in(4) ? one_of(values_) : values_.back();
}

std::optional<GrownValue> GraphGrower::another(Extents const& shape, std::string const& name) {
  std::vector<GrownValue> fitting;
  for (GrownValue const& value : values_) {
    if (value.shape == shape && value.name != name) {
      fitting.push_back(value);
    }
  }
  return fitting.empty() ? std::nullopt : std::optional{one_of(fitting)};
}

std::string GraphGrower::new_constant() {
  return fmt::format("c{}", small_.model.constants.size());
}

std::string GraphGrower::weights(Extents const& shape, float least) {
  return small_.weights(new_constant(), shape, least);
}

std::string GraphGrower::scalar(float number) {
  return small_.constant(new_constant(), {}, std::vector<float>{number});
}

std::string GraphGrower::numbers(Extents const& shape, std::vector<float> values) {
  return small_.constant(new_constant(), shape, std::move(values));
}

std::string GraphGrower::integers(Extents values) {
  return small_.integers(new_constant(), std::move(values));
}

std::string GraphGrower::integer(std::int64_t value) {
  return small_.constant(new_constant(), {}, Extents{value});
}

GrownValue GraphGrower::add(std::string const& type,
                            std::vector<std::string> inputs,
                            NodeAttributes attributes,
                            Extents shape) {
  small_.on(type, std::move(inputs), std::move(attributes));
  return {small_.last, std::move(shape)};
}

bool GraphGrower::grow(std::string const& type,
                       std::vector<std::string> inputs,
                       NodeAttributes attributes,
                       Extents shape) {
  keep(add(type, std::move(inputs), std::move(attributes), std::move(shape)));
  return true;
}

} // namespace equivarify::testing
