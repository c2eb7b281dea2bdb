#include "equivarify/codegen/report/wording.hpp"

#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

std::string lemmas_in_words(Verification const& record) {
  auto const refuted = std::count_if(
      record.lemmas.begin(), record.lemmas.end(), [](auto const& lemma) { return !lemma.holds(); });
  if (refuted > 0) {
    return fmt::format("Refuted: {} of {} lemma identities fail", refuted, record.lemmas.size());
  }
  std::string const lemmas = fmt::format("all {} lemma identities hold", record.lemmas.size());
  if (record.holds()) {
    return "Verified: " + lemmas;
  }
  return (record.verdict() == Verdict::not_proved
              ? "Not proved: layers are not known to commute with the group, though "
              : "Refuted: what is claimed of the network is false, though ") +
         lemmas;
}

std::string bits_in_words(CheckRecord const& record) {
  bool const all = record.order == 0 || record.elements == record.order;
  return fmt::format("over {} images and {}{} elements {}{}",
                     grouped(record.images),
                     grouped(record.elements),
                     all ? "" : fmt::format(" of {}", grouped(record.order)),
                     record.exact ? differing(record.differing_bits)
                                  : fmt::format("{} differ by at most {} ULP (arithmetic: fast)",
                                                record.outputs ? "numbers" : "logits",
                                                grouped(record.deviation_ulp)),
                     record.not_finite == 0
                         ? ""
                         : fmt::format(", and {} of {} values are no finite numbers",
                                       grouped(record.not_finite),
                                       grouped(record.values)));
}

/// `a`, `a or b`, `a, b or c`.
std::string alternatives(std::vector<std::string> const& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    char const* const comma = i + 1 == items.size() ? " or " : ", ";
    text += (i == 0 ? "" : comma) + items[i];
  }
  return text;
}

std::string turns_in_words(NetworkFacts const& network,
                           std::vector<std::string> const& turns,
                           std::size_t named) {
  std::size_t const all = network.elements.size();
  if (turns.size() <= named) {
    return alternatives(turns);
  }
  return turns.size() == all ? "any turn" : fmt::format("{} of {} turns", turns.size(), all);
}

} // namespace

std::string
answer_in_words(NetworkFacts const& network, AnswerRecord const& answer, std::size_t named) {
  std::vector<std::string> classes;
  for (std::size_t c = 0; c < network.classes.size(); ++c) {
    std::vector<std::string> turns;
    for (LabelRecord const& label : answer.best) {
      if (label.class_index == c) {
        turns.push_back(network.element_labels[label.element]);
      }
    }
    if (!turns.empty()) {
      classes.push_back(
          fmt::format("{} at {}", network.classes[c], turns_in_words(network, turns, named)));
    }
  }
  return classes.empty() ? "no answer" : alternatives(classes);
}

std::string share_in_words(double share) {
  return std::isnan(share) ? "–" : percent(share);
}

std::vector<std::string> accuracy_row(std::string const& name, Accuracy const& accuracy) {
  return {name,
          share_in_words(accuracy.joint),
          percent(accuracy.class_alone),
          share_in_words(accuracy.pose),
          share_in_words(accuracy.joint_up_to_symmetry)};
}

std::string epochs_in_words(std::size_t epochs) {
  return fmt::format("{} {}", epochs, epochs == 1 ? "epoch" : "epochs");
}

std::string data_in_words(RunRecord const& run) {
  if (run.data_source == "mnist") {
    return "MNIST";
  }
  if (is_sample(run)) {
    return "the sample of MNIST in tests/data/mnist";
  }
  if (run.data_source == "gallery") {
    return "the data of the gallery";
  }
  return run.data_source == "user" ? "the user's data" : "data of unknown source";
}

bool is_sample(RunRecord const& run) {
  return run.data_source == "sample";
}

bool is_sound(RunRecord const& run) {
  return (!run.verification || run.verification->holds()) &&
         (!run.bit_check || is_equivariant(*run.bit_check)) && is_shift_sound(run);
}

bool is_equivariant(CheckRecord const& record) {
  constexpr std::size_t allowed_ulp = 1024; // beyond, the generated program's check refutes too
  return record.not_finite == 0 &&
         (record.exact ? record.differing_bits == 0 : record.deviation_ulp <= allowed_ulp);
}

bool is_shift_sound(RunRecord const& run) {
  bool const exact = !run.bit_check || run.bit_check->exact;
  auto const is_sound = [exact](std::size_t not_finite, std::size_t differing_bits) {
    return not_finite == 0 && (!exact || differing_bits == 0);
  };
  return (!run.prediction ||
          is_sound(run.prediction->not_finite, run.prediction->shift_differing_bits)) &&
         (!run.output_prediction ||
          is_sound(run.output_prediction->not_finite, run.output_prediction->differing_bits));
}

std::string verdict_in_words(RunRecord const& run) {
  std::string const lemmas = run.verification ? lemmas_in_words(*run.verification)
                                              : "The lemma identities were not checked";
  std::string const bits = run.bit_check ? bits_in_words(*run.bit_check)
                                         : "the trained network was not checked on images";
  return lemmas + "; " + bits + ".";
}

std::string differing(std::size_t bits) {
  return fmt::format("{} {}", grouped(bits), bits == 1 ? "bit differs" : "bits differ");
}

} // namespace equivarify::codegen
