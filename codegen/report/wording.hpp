/// \file
/// Sentences that the page and the terminal share.
#ifndef EQUIVARIFY_CODEGEN_REPORT_WORDING_HPP
#define EQUIVARIFY_CODEGEN_REPORT_WORDING_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What the data is, in words: `MNIST`, `the sample of MNIST in tests/data/mnist`, `the user's
/// data`.
[[nodiscard]] std::string data_in_words(RunRecord const& run);

/// Whether the figures are those of the sample and not of the full data.
[[nodiscard]] bool is_sample(RunRecord const& run);

/// Whether no step that was taken found a refuted statement or a differing bit.
[[nodiscard]] bool is_sound(RunRecord const& run);

/// Whether f(g x) was g f(x) as the network promises: to the bit, or to rounding.
[[nodiscard]] bool is_equivariant(CheckRecord const& record);

/// Whether the predictions of a turned image are the image's, moved, where the network promises
/// that to the bit.
[[nodiscard]] bool is_shift_sound(RunRecord const& run);

/// The verdict in one sentence; says what has not been checked.
[[nodiscard]] std::string verdict_in_words(RunRecord const& run);

/// The best answers, such as `0 at 0° or 180°`; the turns of a class are named if they are at most
/// \p named, otherwise counted: `0 at any turn`, `0 at 6 of 8 turns`.
[[nodiscard]] std::string
answer_in_words(NetworkFacts const& network, AnswerRecord const& answer, std::size_t named);

/// \p share as a percentage, or a dash where it is no number.
[[nodiscard]] std::string share_in_words(double share);

/// A row of a table of accuracies: \p name, then joint, class, pose given class, joint up to
/// symmetry.
[[nodiscard]] std::vector<std::string> accuracy_row(std::string const& name,
                                                    Accuracy const& accuracy);

/// `1 epoch`, `3 epochs`.
[[nodiscard]] std::string epochs_in_words(std::size_t epochs);

/// `1 bit differs`, `0 bits differ`.
[[nodiscard]] std::string differing(std::size_t bits);

} // namespace equivarify::codegen

#endif
