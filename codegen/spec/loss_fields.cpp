#include "equivarify/codegen/spec/loss_fields.hpp"

#include "equivarify/codegen/spec/output_fields.hpp"

#include <utility>

namespace equivarify::codegen {

Form const& class_weights_form() {
  static Form const form = forms::list(forms::number_above(0, 1000000), {1, 65536})
                               .called("class_weights", "A number for each class.");
  return form;
}

Member<OutputSpec> loss_member(std::vector<Loss> const& losses, std::string help) {
  return word_member("loss", &OutputSpec::loss, words_of(losses), std::move(help));
}

Member<OutputSpec> loss_of_entries_member() {
  return loss_member({Loss::cross_entropy,
                      Loss::mean_squared_error,
                      Loss::huber,
                      Loss::binary_cross_entropy},
                     "cross_entropy with classes, else mean_squared_error, where it is left out.")
      .without_default()
      .refused("cross entropy without classes");
}

Member<OutputSpec> class_weights_member() {
  return member("class_weights",
                &OutputSpec::class_weights,
                class_weights_form,
                "How much the loss counts where each of the classes is right.")
      .late()
      .without_default()
      .refused("not one for each class; a loss without classes; two classes that the group "
               "exchanges have different ones");
}

Member<OutputSpec> loss_weight_member() {
  return member("weight",
                &OutputSpec::weight,
                forms::number_above(0, 1000000),
                "Of the loss of this output in the sum over all.");
}

} // namespace equivarify::codegen
