#include "equivarify/runtime/data/data_fields.hpp"

namespace equivarify::runtime {

std::vector<Field> input_fields_of(Description const& description) {
  std::vector<Field> fields;
  for (InputPart const& part : description.input_parts) {
    fields.push_back({std::string(part.name)});
  }
  return fields.empty() ? std::vector<Field>{{inputs_field}} : fields;
}

std::vector<Field> fields_of(Description const& description) {
  std::vector<Field> fields = input_fields_of(description);
  if (description.outputs.empty()) {
    fields.push_back({labels_field, description.class_names});
    if (description.training.pose == Pose::given) {
      fields.push_back({poses_field, description.element_names});
    }
  }
  for (OutputFacts const& output : description.outputs) {
    fields.push_back(
        {output.name,
         output.has_class_targets() ? output.class_names : std::vector<std::string>{}});
  }
  return fields;
}

std::optional<Field> class_field(Description const& description) {
  if (description.outputs.empty()) {
    return Field{labels_field, description.class_names};
  }
  OutputFacts const& first = description.outputs.front();
  return description.outputs.size() == 1 && first.loss == Loss::cross_entropy
             ? std::optional(Field{first.name, first.class_names})
             : std::nullopt;
}

} // namespace equivarify::runtime
