/// \file
/// Whether a network, as compiled and trained, is equivariant on data: to the last bit.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_EQUIVARIANCE_CHECK_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_EQUIVARIANCE_CHECK_HPP

#include "equivarify/runtime/base/range.hpp"
#include "equivarify/runtime/base/rounding.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/check_record.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A value of f(g x) next to the one of g f(x) at its place: (h, class), or an entry of an output.
struct Difference {
  std::string kind; ///< `logit`, `probability` or `output`
  std::size_t image = 0;
  std::size_t element = 0; ///< g
  std::size_t copy = 0;    ///< h
  std::size_t class_index = 0;
  std::size_t output = 0; ///< of a network with outputs
  std::size_t entry = 0;  ///< in it
  float expected = 0;     ///< (g f(x))(h) = f(x)(g^-1 h)
  float found = 0;        ///< f(g x)(h)
};

/// What the comparison of one output found.
struct OutputReport {
  std::size_t values = 0; ///< compared
  std::size_t differing_bits = 0;
};

/// What a comparison of outputs found.
struct EquivarianceReport {
  std::size_t images = 0;
  std::size_t elements = 0; ///< that were tried
  std::uint64_t seed = 0;   ///< by which they were drawn, if not all were
  std::size_t values = 0;   ///< compared
  std::size_t differing_bits = 0;
  std::optional<Difference> first; ///< that differs in a bit

  /// The largest difference of two logits, or numbers of an output, in units in the last place
  /// (ULP) of the largest of their image, rounded up.
  std::size_t deviation = 0;
  std::vector<OutputReport> outputs{};          ///< of a network with outputs, in their order
  std::optional<DefinitionReport> definition{}; ///< of an integer network

  /// Of the values compared, those that are no finite number in f(g x) or in g f(x), such as where
  /// inputs are too large: what is not a number can be equal and says nothing.
  std::size_t not_finite = 0;
  std::optional<Difference> first_not_finite{};

  /// Images x with g x = x for some g tried but e: at least so many are symmetric. Then g maps f(x)
  /// to itself, and with (h, class) also (g h, class) is a best answer: whole cosets are.
  std::size_t symmetric = 0;
};

/// Whether f(g x) is g f(x), in finite numbers, as \p description promises: to the last bit, or to
/// rounding; and an integer network is what its definition says.
[[nodiscard]] bool holds(Description const& description, EquivarianceReport const& report);

/// Whether \p report refutes f(g x) = g f(x) as \p description promises it. Where not, it holds but
/// for answers that are no numbers, and what an integer network's definition says.
[[nodiscard]] bool refutes(Description const& description, EquivarianceReport const& report);

/// Outputs for one image x: the logits, probabilities or named outputs of x and of g x.
struct OutputPair {
  std::span<float const> of_image;
  std::span<float const> of_turned;
};

/// Adds to \p report the comparison of f(g x) with g f(x), where (g y)(h) = y(g^-1 h); \p context
/// says which kind, image and element.
void compare_outputs(Description const& description,
                     OutputPair outputs,
                     Difference const& context,
                     EquivarianceReport& report);

/// Adds to \p report the comparison of all outputs at g x with g acting on those at x: (g r)[i] is
/// r[permutations[g][i]], negated where negated[g][i].
void compare_named_outputs(Description const& description,
                           OutputPair outputs,
                           Difference const& context,
                           EquivarianceReport& report);

/// What comes out for some images: logits with their probabilities, or the numbers of all outputs.
struct Answers {
  std::vector<float> numbers;
  std::vector<float> probabilities; ///< of labels; none of outputs
};

/// The answers \p numbers of the network \p description, output_size() for each image.
[[nodiscard]] Answers answers_of(Description const& description, std::span<float const> numbers);

/// Adds to \p report the comparison of all answers at g x, \p of_turned, with g acting on those at
/// x, \p of_images, image after image; \p context says which is the first image, and which g.
void compare_answers(Description const& description,
                     Answers const& of_images,
                     Answers const& of_turned,
                     Difference context,
                     EquivarianceReport& report);

/// Whether to go on with image number \p next; asked before each batch of images.
using GoesOn = std::function<bool(std::size_t next)>;

/// What check_equivariance() does, for the images number \p images of \p data alone and for the
/// elements \p elements. They must begin at a multiple of TurnedImages::batch, and end at one or
/// with the data; so parts of the data differ first where all of them do. Nothing where \p goes_on
/// says no.
[[nodiscard]] std::optional<EquivarianceReport>
check_images(Network& network,
             Dataset const& data,
             Range images,
             std::vector<std::size_t> const& elements,
             GoesOn const& goes_on);

/// Compares logits and probabilities, or all outputs, of g x with g acting on those of x, for each
/// image x of \p data and each g of \p elements; of the group where none are given.
///
/// Takes a forward pass for each image and element.
[[nodiscard]] EquivarianceReport check_equivariance(Network& network,
                                                    Dataset const& data,
                                                    std::vector<std::size_t> elements = {},
                                                    Watcher const& watcher = {});

} // namespace equivarify::runtime

#endif
