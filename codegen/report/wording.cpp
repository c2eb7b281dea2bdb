#include "equivarify/codegen/report/wording.hpp"

#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::string lemmas_in_words(VerificationRecord const& record) {
  auto const refuted = std::count_if(
      record.lemmas.begin(), record.lemmas.end(), [](auto const& lemma) { return !lemma.holds; });
  if (refuted > 0) {
    return fmt::format("Refuted: {} of {} lemma identities fail", refuted, record.lemmas.size());
  }
  return fmt::format("{}: all {} lemma identities hold",
                     record.verified ? "Verified" : "Refuted",
                     record.lemmas.size());
}

std::string bits_in_words(BitCheckRecord const& record) {
  return fmt::format("over {} images and {} elements {}",
                     grouped(record.images),
                     record.elements,
                     record.exact
                         ? differing(record.differing_bits)
                         : fmt::format("logits differ by at most {} ULP (arithmetic: fast)",
                                       grouped(record.deviation_ulp)));
}

} // namespace

std::string data_in_words(RunRecord const& run) {
  if (run.data_source == "mnist") {
    return "MNIST";
  }
  if (is_sample(run)) {
    return "the sample of MNIST in tests/data/mnist";
  }
  return run.data_source == "user" ? "the user's data" : "data of unknown source";
}

bool is_sample(RunRecord const& run) {
  return run.data_source == "sample";
}

bool is_sound(RunRecord const& run) {
  return (!run.verification ||
          (run.verification->verified && run.verification->differing_bits == 0)) &&
         (!run.bit_check || is_equivariant(*run.bit_check)) && is_shift_sound(run);
}

bool is_equivariant(BitCheckRecord const& record) {
  constexpr std::size_t allowed_ulp = 1024; // beyond, the generated program's check refutes too
  return record.exact ? record.differing_bits == 0 : record.deviation_ulp <= allowed_ulp;
}

bool is_shift_sound(RunRecord const& run) {
  bool const exact = !run.bit_check || run.bit_check->exact;
  return !exact || !run.prediction || run.prediction->shift_differing_bits == 0;
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
