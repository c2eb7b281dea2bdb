/// \file
/// Each reader as a function of any bytes, for libFuzzer and for the tests of the corpora. A
/// function returns when its reader takes the bytes or refuses them with the error that it
/// promises, and throws whatever else the reader throws.
#ifndef EQUIVARIFY_TESTS_FUZZ_TARGETS_HPP
#define EQUIVARIFY_TESTS_FUZZ_TARGETS_HPP

#include <string>
#include <utility>
#include <vector>

namespace equivarify::fuzz {

/// The name of a reader, which is that of its corpus, and the reader.
using Target = std::pair<std::string, void (*)(std::string const&)>;

/// The readers of the runtime, of the auditor, and of all others, which a fuzzer each is made of.
[[nodiscard]] std::vector<Target> runtime_targets();
[[nodiscard]] std::vector<Target> audit_targets();
[[nodiscard]] std::vector<Target> codegen_targets();

void read_spec(std::string const& bytes);        ///< a spec, to its network
void read_group(std::string const& bytes);       ///< a form of a group
void read_action(std::string const& bytes);      ///< a form of an action
void read_candidate(std::string const& bytes);   ///< a candidate for an equivarification
void read_onnx(std::string const& bytes);        ///< an ONNX file, to layers and to copies
void read_arrays(std::string const& bytes);      ///< what a black box writes, as text and binary
void read_certificate(std::string const& bytes); ///< by the auditor
void read_passes_certificate(std::string const& bytes); ///< of generated code, by the auditor
void read_header(std::string const& bytes);     ///< generated code, for a certificate of the corpus
void read_probe_form(std::string const& bytes); ///< what a black box is tested for
void read_heads_question(std::string const& bytes);     ///< for finite heads
void read_input_map(std::string const& bytes);          ///< a map to labels, with its group
void read_name_map(std::string const& bytes);           ///< of the tensors of a file
void read_theory(std::string const& bytes);             ///< as text
void read_run_record(std::string const& bytes);         ///< the files of a run in one object
void read_reachable(std::string const& bytes);          ///< a puzzle, to its states
void read_domain(std::string const& bytes);             ///< the name of a domain
void read_domain_certificate(std::string const& bytes); ///< of a check of all inputs
void read_shard(std::string const& bytes);              ///< a file with the result of a shard
void read_integer_weights(std::string const& bytes);    ///< a weight file of integers
void read_safetensors(std::string const& bytes);        ///< a weight file of the runtime
void read_checkpoint(
    std::string const& bytes);           ///< a state, in a checkpoint whose checksum is right
void read_idx(std::string const& bytes); ///< plain or gzip
void read_png(std::string const& bytes);
void read_npy(std::string const& bytes);         ///< plain or gzip
void read_npz(std::string const& bytes);         ///< every array of it
void read_csv(std::string const& bytes);         ///< fields of numbers and of classes
void read_tensor_data(std::string const& bytes); ///< a safetensors file of any numbers

/// What the files of a run in \p bytes are refused with; nothing if they are taken.
[[nodiscard]] std::string run_record_refusal(std::string const& bytes);

} // namespace equivarify::fuzz

#endif
