/// \file
/// A network with every shape and action resolved: what the verifier and the generator work on.
#ifndef EQUIVARIFY_CODEGEN_SPEC_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_SPEC_NETWORK_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/output.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How a block F is made equivariant [Bao and Song, section 4].
enum class Equivarification {
  lift,   ///< y(h) = F(s(h)); on the raw input y(h) = F(h^-1 x)
  concat, ///< y(h) = F(s(h g_0), s(h g_1), ...), the copies concatenated along the channels
          ///< (example 4.0.1)
  none    ///< y = F(x), on copies y = F(s(g_0), s(g_1), ...): as it is, claimed equivariant for the
          ///< action that a ValueAction states
};

/// The spec's name of it: `lift`, `concat`, `none`.
[[nodiscard]] std::string to_string(Equivarification equivarification);

/// A run of layers taken as one opaque map, and how it is lifted.
struct Block {
  std::string name;
  Equivarification equivarification = Equivarification::lift;
  std::vector<Layer> layers;
};

/// In which poses the training pictures stand.
enum class Pose {
  upright, ///< as their class is meant: a picture of class c has the label (e, c)
  given,   ///< recorded: a picture of class c turned by g has the label (g, c)
  unknown  ///< nobody recorded it: a picture of class c has one of the labels (h, c)
};

/// The spec's name of it: `upright`, `given`, `unknown`.
[[nodiscard]] std::string to_string(Pose pose);

/// A label y = (h, class) belongs to G x classes, with g (h, class) = (g h, class) [2.0.3, section
/// 5]. An unrotated training image of class c has the label (e, c).
struct Labels {
  std::vector<std::string> classes;
  /// What each element of the group is called in reports (such as `90°`), in the group's order.
  std::vector<std::string> element_labels;
  /// For each class, the elements that turn a picture of it into one of the same class; always
  /// contains e.
  std::vector<std::vector<algebra::Element>> symmetries;
  Pose pose = Pose::upright;           ///< of the training pictures
  std::vector<double> class_weights{}; ///< of the loss where a class is right; empty: all 1
};

/// What the copies of a lift may differ by once the input is moved, and which numbers weights are.
enum class Arithmetic {
  exact, ///< nothing: the same bits in another order
  fast,  ///< rounding: any Fourier transform over the group may be used
  bf16   ///< nothing, as `exact`; weights of linear layers are the nearest bf16 numbers
};

/// Whether moved inputs must give moved outputs to the last bit.
[[nodiscard]] bool keeps_bits(Arithmetic arithmetic);

/// How the generated program trains unless its command line says otherwise.
struct Training {
  std::size_t epochs = 3;
  std::size_t batch = 64;
  double learning_rate = 1e-3;
  double final_learning_rate = 0.0; ///< reached at the last step by `schedule`
  std::string schedule = "cosine";  ///< `constant`, `linear` or `cosine`
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  std::size_t shift = 0; ///< pictures are moved by at most so many pixels
  double turn = 0;       ///< and turned by at most so many degrees, either way
  friend bool operator==(Training const&, Training const&) = default;
};

/// A named part of the input: entries `offset` to `offset` + the size of its shape.
struct InputPart {
  std::string name;
  Shape shape; ///< flat for a vector
  std::size_t offset = 0;
};

/// \invariant `input_permutations[g][i]` is the place from which entry i of g x comes: (g x)[i] =
/// x[perm[i]]; the shapes of consecutive layers fit; the last value is flat with one entry a
/// class (of each sheet, where a construction has several), or, where there are outputs, one copy
/// of it is cut into their parts, and there are no classes and no construction.
struct Network {
  std::string name;
  std::string description;
  std::string canonical_spec; ///< see canonical_form()
  std::string spec_sha256;    ///< of the canonical form, 64 hexadecimal digits
  std::string network_sha256; ///< of what weights mean, see network_form
  algebra::Group group;
  std::string action_description; ///< such as `quarter turns`
  Shape input;                    ///< of parts the vector of all entries
  std::vector<std::vector<std::uint32_t>> input_permutations;
  /// `input_negated[g][i]`: entry i of g x is minus x[perm[i]]; empty where no element changes
  /// signs.
  std::vector<std::vector<bool>> input_negated{};
  std::vector<Block> blocks;
  Labels labels;
  std::uint64_t seed = 1;
  Training training;
  Arithmetic arithmetic = Arithmetic::exact;
  std::optional<Construction> construction{}; ///< without one, each block is lifted by itself
  /// The parts of what comes out, by name. Empty: the copies themselves, one number for each
  /// (g, class).
  std::vector<Output> outputs{};
  /// The named parts of the input, by name, one after another; empty for one array. The first block
  /// begins with a layer for each, see Part.
  std::vector<InputPart> parts{};

  /// The action on the signed places of the input, place n + i being minus the entry i of n: for
  /// each g the place from which each comes. Where no sign changes, the places alone.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> signed_permutations() const;

  /// How \p g moves the input.
  [[nodiscard]] algebra::SignedPermutation input_motion(algebra::Element g) const;

  /// How many copies of each value there are: |G| of them, or what the construction needs.
  [[nodiscard]] std::size_t copies() const;

  /// The number of weights and biases; the lift has exactly those of F [main result].
  [[nodiscard]] std::size_t parameters() const;

  /// The multiply-adds of one forward pass, all copies, by the definition.
  [[nodiscard]] std::size_t multiply_adds() const;
};

/// The group that numbers the copies of \p network and by which they are concatenated: G, or G/N
/// for a kernel quotient; nothing where the copies are no group.
[[nodiscard]] std::optional<algebra::Group> group_of_copies(Network const& network);

} // namespace equivarify::codegen

#endif
