#include "equivarify/codegen/spec/input_parts.hpp"

#include "equivarify/codegen/groups/motion_between.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/reads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

std::string const place_of_parts = "/input/parts";

/// Joins the motions of the parts.
class PartMotions {
public:
  PartMotions(InputSpec const& input, algebra::Group const& group)
      : input_{input}, group_{group}, parts_{parts_of(input)} {}

  std::vector<SignedPermutation> run() {
    check_sizes();
    std::vector<std::vector<SignedPermutation>> of_parts;
    for (PartSpec const& part : input_.parts) {
      check_sources(part);
    }
    problems_.require_none();
    for (PartSpec const& part : input_.parts) {
      of_parts.push_back(motions_to(part));
    }
    problems_.require_none();
    std::vector<SignedPermutation> result(group_.generator_names().size());
    for (std::size_t k = 0; k < result.size(); ++k) {
      for (std::size_t p = 0; p < parts_.size(); ++p) {
        append(of_parts[p][k], source_of(input_.parts[p], group_.generator_names()[k]), result[k]);
      }
    }
    return result;
  }

private:
  static std::string place(PartSpec const& part, char const* field) {
    return child(child(place_of_parts, part.name), field);
  }

  void check_sizes() {
    if (input_.shape.size() > algebra::max_array_size) {
      problems_.add({.pointer = place_of_parts,
                     .summary = "too large",
                     .found = fmt::format("{} entries in all parts", input_.shape.size()),
                     .expected = fmt::format("at most {}", algebra::max_array_size)});
    }
  }

  /// That `from` names generators and parts.
  void check_sources(PartSpec const& part) {
    std::vector<std::string> names;
    for (InputPart const& each : parts_) {
      names.push_back(each.name);
    }
    auto const generators = group_.generator_names();
    for (auto const& [generator, source] : part.from) {
      std::string const pointer = child(place(part, "from"), generator);
      if (std::find(generators.begin(), generators.end(), generator) == generators.end()) {
        problems_.add_at_key({.pointer = pointer,
                              .summary = "unknown generator",
                              .found = in_quotes(generator),
                              .expected = generators.empty() ? "nothing" : one_of(generators),
                              .nearest = suggestion(generator, generators)});
      }
      if (std::find(names.begin(), names.end(), source) == names.end()) {
        problems_.add({.pointer = pointer,
                       .summary = "unknown part",
                       .found = in_quotes(source),
                       .expected = one_of(names),
                       .nearest = suggestion(source, names)});
      }
    }
    for (std::string const& generator : generators) {
      refuse_second_taker(part, generator);
    }
  }

  void refuse_second_taker(PartSpec const& part, std::string const& generator) {
    std::string const source = source_name(part, generator);
    for (PartSpec const& other : input_.parts) {
      if (other.name < part.name && source_name(other, generator) == source) {
        problems_.add({.pointer = place(part, "from"),
                       .summary = "two parts take the entries of one",
                       .found = fmt::format("{} brings {} to {} and to {}",
                                            generator,
                                            in_quotes(source),
                                            in_quotes(other.name),
                                            in_quotes(part.name)),
                       .expected = "for each generator, every part brought to one part"});
      }
    }
  }

  static std::string source_name(PartSpec const& part, std::string const& generator) {
    auto const found = part.from.find(generator);
    return found == part.from.end() ? part.name : found->second;
  }

  /// The part whose entries \p generator brings to \p part.
  [[nodiscard]] InputPart const& source_of(PartSpec const& part,
                                           std::string const& generator) const {
    std::string const name = source_name(part, generator);
    return *std::find_if(
        parts_.begin(), parts_.end(), [&](InputPart const& each) { return each.name == name; });
  }

  std::vector<SignedPermutation> motions_to(PartSpec const& part) {
    nlohmann::json form = nlohmann::json::object();
    for (auto const& [name, motion] : part.action) {
      form[name] = nlohmann::json::parse(motion.form);
    }
    std::vector<SignedPermutation> motions;
    problems_.attempt([&] {
      read_each_generator(group_, JsonNode{form, place(part, "action")}, [&](JsonNode const& node) {
        std::string const generator = node.pointer.substr(node.pointer.rfind('/') + 1);
        motions.push_back(read_motion_between(
            node, to_array_shape(source_of(part, generator).shape), to_array_shape(part.shape)));
      });
    });
    return motions;
  }

  static void
  append(SignedPermutation const& motion, InputPart const& source, SignedPermutation& whole) {
    for (std::uint32_t const entry : motion.gather) {
      whole.gather.push_back(static_cast<std::uint32_t>(source.offset) + entry);
    }
    whole.negated.insert(whole.negated.end(), motion.negated.begin(), motion.negated.end());
  }

  InputSpec const& input_;
  algebra::Group const& group_;
  std::vector<InputPart> parts_;
  Problems problems_;
};

} // namespace

std::vector<InputPart> parts_of(InputSpec const& input) {
  std::vector<InputPart> parts;
  std::size_t offset = 0;
  for (PartSpec const& part : input.parts) {
    parts.push_back({part.name, part.shape, offset});
    offset += part.shape.size();
  }
  return parts;
}

std::vector<BlockSpec> blocks_with_parts(Spec const& spec) {
  std::vector<BlockSpec> blocks = spec.network;
  std::vector<LayerSpec> layers;
  for (InputPart const& part : parts_of(spec.input)) {
    layers.push_back({.name = part.name,
                      .operation = Part{.offset = part.offset, .shape = part.shape},
                      .inputs = {block_input}});
  }
  auto& first = blocks.front().layers;
  first.insert(first.begin(), layers.begin(), layers.end());
  return blocks;
}

std::string layer_pointer(Spec const& spec, std::size_t block, std::size_t layer) {
  auto const& parts = spec.input.parts;
  if (block == 0 && layer < parts.size()) {
    return child(place_of_parts, parts[layer].name);
  }
  return child(child(child("/network", block), "layers"),
               block == 0 ? layer - parts.size() : layer);
}

std::vector<SignedPermutation> motions_of_parts(InputSpec const& input,
                                                algebra::Group const& group) {
  return PartMotions{input, group}.run();
}

void refuse_parts_as_they_are(Spec const& spec, Problems& problems) {
  if (!spec.input.parts.empty() &&
      spec.network.front().equivarification == Equivarification::none) {
    problems.add({.pointer = "/network/0/equivarify",
                  .summary = "no block as it is on an input of several parts",
                  .found = "\"none\"",
                  .expected = "\"lift\"",
                  .blocking = false});
  }
}

} // namespace equivarify::codegen
