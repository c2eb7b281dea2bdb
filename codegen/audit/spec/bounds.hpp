/// \file
/// How large what the auditor reads may be, so that any file gets an answer within 5 seconds and
/// 500 MB. codegen/audit/README.md lists these numbers.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_BOUNDS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_BOUNDS_HPP

#include <cstddef>
#include <cstdint>

namespace equivarify::audit::bounds {

constexpr std::size_t file_bytes = std::size_t{32} << 20U;
constexpr std::size_t nesting = 64;            ///< levels of a JSON file
constexpr std::size_t values = 1'500'000;      ///< numbers, texts, lists and objects of a file
constexpr std::size_t layers = 1'024;          ///< of a network
constexpr std::size_t text_bytes = 1 << 20;    ///< of one text in a file
constexpr std::size_t order = 10'000;          ///< elements of a group
constexpr std::size_t copies = 128;            ///< of a value; of larger groups no table is made
constexpr std::size_t answers = 1 << 20;       ///< elements of a larger group times classes
constexpr std::size_t head_numbers = 1 << 18;  ///< elements of a larger group times outputs
constexpr std::size_t word_powers = 4'000'000; ///< of the words of all elements of a group
constexpr std::size_t closure_numbers = std::size_t{1} << 25U; ///< elements times degree
constexpr std::size_t closure_work = std::size_t{1} << 28U;    ///< the same times generators
constexpr std::size_t groups = 256;                            ///< in the form of one group
constexpr std::size_t generators = 256;                        ///< of one group
constexpr std::size_t letters = 1'000'000; ///< of all words of one group together
constexpr std::size_t relations = 256;     ///< of one presentation
constexpr std::size_t cosets = 1'000'000;  ///< of one presentation, with those found to be one
constexpr std::size_t coset_steps = std::size_t{1} << 27U; ///< letters traced in one presentation
constexpr std::uint64_t array_entries = std::uint64_t{1} << 24U;  ///< of the input
constexpr std::uint64_t action_numbers = std::uint64_t{1} << 25U; ///< elements times places
constexpr std::uint64_t layer_entries = std::uint64_t{1} << 28U;  ///< entries or weights of a layer
constexpr std::size_t layer_terms = std::size_t{1} << 27U;     ///< compared, of all layers together
constexpr std::size_t moved_entries = std::size_t{1} << 24U;   ///< of one value, by all generators
constexpr std::size_t tied_weights = std::size_t{1} << 25U;    ///< of one layer
constexpr std::int64_t scheme_number = std::int64_t{1} << 32U; ///< numerators, denominators
constexpr std::size_t scheme_products = 1 << 14;               ///< of one scheme
constexpr std::size_t scheme_work = std::size_t{1} << 27U;     ///< multiplications to expand a form
constexpr std::size_t ordered_terms = std::size_t{1} << 20U;   ///< of sums, for all moved copies
constexpr std::size_t mean_steps = 1 << 14;                    ///< of the mean of a head
constexpr std::size_t order_cases = 1 << 14;                   ///< at a time, to prove a sort
constexpr std::size_t order_work = std::size_t{1} << 23U;      ///< cases times exchanges
constexpr std::size_t head_terms = std::size_t{1} << 27U;      ///< of all means, for all generators
constexpr double scheme_rounding = 1e-5;       ///< of coefficients by tables of floats
constexpr std::size_t tile_outputs = 64;       ///< along one axis
constexpr std::size_t integer_schemes = 8;     ///< over the copies, and tiles
constexpr std::size_t integer_copies = 32;     ///< that these are for
constexpr std::size_t integer_products = 1024; ///< of one of them
constexpr std::size_t terms = 1'000'000;       ///< of the layers of a network
constexpr std::size_t printed_bytes = 2000;    ///< of one line that is printed

} // namespace equivarify::audit::bounds

#endif
