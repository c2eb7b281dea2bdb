#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/translation/passes_audit.hpp"

#include <cerrno>
#include <exception>
#include <fstream>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <unistd.h>

namespace {

namespace bounds = equivarify::audit::bounds;
using equivarify::audit::Accepted;
using equivarify::audit::AcceptedPasses;
using equivarify::audit::printable;

constexpr char const* usage =
    "Usage: equivarify-audit CERTIFICATE [SPEC [HEADER]]\n"
    "\n"
    "Replays a certificate of `equivarify verify SPEC --certificate CERTIFICATE`: the canonical\n"
    "form of the spec and its digest, the group, the action, the kernel, the number of\n"
    "parameters, and every step of every proof, by a table of theorems of its own. Where a proof\n"
    "needs layers to commute, compares what each of their outputs is made of. Prints what is\n"
    "supposed and not checked. With SPEC, checks that the certificate is about that spec, byte\n"
    "for byte of the canonical form.\n"
    "\n"
    "Or judges a passes.certificate.json of `equivarify generate SPEC`: the fast schemes of the\n"
    "generated code, expanded exactly, are the definitions, forward and backward, and its layers\n"
    "make the network of the spec. With HEADER, checks that the code is that of the certificate.\n"
    "\n"
    "Examples:\n"
    "  equivarify-audit tiny_c4.certificate.json\n"
    "  equivarify-audit tiny_c4.certificate.json specs/tiny_c4.json\n"
    "  equivarify-audit generated/passes.certificate.json specs/tiny_c4.json "
    "generated/tiny_c4.hpp\n"
    "\n"
    "Exit codes: 0 accepted, 1 refused, 2 a file cannot be read.\n";

/// The text of \p path, or its beginning, one byte longer than any file that is taken. \throws
/// std::runtime_error if it cannot be read, or is empty.
std::string read(std::string const& path) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text;
  std::vector<char> part(std::size_t{1} << 16U);
  while (file && text.size() <= bounds::file_bytes) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    text.append(part.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (text.empty() || file.bad()) {
    std::string const reason =
        errno == 0 ? "an empty file" : std::generic_category().message(errno);
    throw std::runtime_error{printable(path, bounds::printed_bytes) +
                             ": cannot be read: " + reason};
  }
  return text;
}

/// What \p found proves, of which spec, and what of the spec that depends on.
void print(Accepted const& found, std::string const& spec) {
  std::cout
      << "accepted: " << printable(found.spec, bounds::printed_bytes) << ", a group of order "
      << found.order << ", " << found.parameters << " parameters; " << found.theorems
      << " theorems, " << found.claims << " claims, " << found.steps << " steps replayed\n"
      << "sha256 of the canonical spec: " << found.sha256 << "\n"
      << (spec.empty() ? "no spec was given: the digest, which weights carry too, says which "
                         "spec this is about\n"
                       : "its bytes are those of the spec given: " +
                             printable(spec, bounds::printed_bytes) + '\n')
      << "the proofs depend on group, input, output, construction, already and, in network, on the "
         "blocks, their kinds and the names and order of their layers;\n"
         "what layers that must commute are made of is compared; types, sizes, padding and "
         "ties of others, labels and training are covered by the digest, and checked to be "
         "those of a valid spec\n";
  if (found.layers.layers != 0) {
    std::cout << "each layer commutes: checked on every output (incidence), "
              << found.layers.outputs << " outputs, " << found.layers.terms << " terms\n";
  }
  for (std::string const& statement : found.supposed) {
    std::cout << "supposed: " << statement << '\n';
  }
  if (found.supposed.empty()) {
    std::cout << "supposed: nothing\n";
  }
}

/// What \p found proves, of which spec and header.
void print(AcceptedPasses const& found, std::vector<std::string> const& files, bool has_runtime) {
  std::cout << "accepted: the code of " << printable(found.spec, bounds::printed_bytes) << ", "
            << found.structs << " structs for " << found.layers << " layers, " << found.copies
            << " copies, computes what the spec describes, as maps of real numbers\n"
            << "sha256 of the canonical spec: " << found.sha256 << "\n";
  for (std::string const& scheme : found.schemes) {
    std::cout << "scheme " << scheme << ": forward and both gradients are the definition\n";
  }
  if (found.keeps_bits) {
    std::cout
        << "moved copies give moved results to the bit, but for the sign of a zero: by the order "
           "of the sums, a + b = b + a and exact negation\n";
  }
  if (found.has_exact_heads) {
    std::cout
        << "moved copies give moved outputs to the bit, but for the sign of a zero: the means of "
           "heads sort their terms, and are odd\n";
  }
  if (found.has_tiles) {
    std::cout << "Winograd's tiles: forward and both gradients are windows of 3x3\n";
  }
  if (found.integers) {
    std::cout << "integers: " << found.integers->copies << " schemes over the copies and "
              << found.integers->tiles
              << " tiles give the definition mod 2^32, for the entries and sums that they name\n"
              << "supposed: the program takes them for a layer within these bounds alone\n";
  }
  if (found.distance != 0) {
    std::cout << "to rounding of tables: coefficients are off by at most " << found.distance
              << "\n";
  }
  std::cout
      << (files.size() > 2
              ? "the header has this code: " + printable(files[2], bounds::printed_bytes) + "\n"
              : "no header was given: the code is that of the certificate\n")
      << "supposed: the runtime's loops apply the schemes to every entry, and its kernels "
         "of layers without schemes are their definitions; "
      << (files.size() > 2 ? "" : "the action on the input, outputs, ")
      << "names of elements, shapes of data, seeds, sizes of batches, labels, ties of weights "
         "and constructions of the header, and classes, cells and "
         "losses of its outputs, are the spec's\n";
  if (has_runtime) {
    std::cout << "supposed: what the header has before the network is the runtime of its release\n";
  }
}

int judge_passes(std::string const& certificate, std::vector<std::string> const& files) {
  AcceptedPasses const found = equivarify::audit::audit_passes(certificate);
  if (files.size() > 1) {
    equivarify::audit::check_spec(found, read(files[1]));
  }
  bool const has_runtime =
      files.size() > 2 && equivarify::audit::check_header(found, read(files[2]));
  print(found, files, has_runtime);
  return 0;
}

int judge(std::vector<std::string> const& files) {
  std::string const certificate = read(files[0]);
  if (equivarify::audit::is_passes_certificate(certificate)) {
    return judge_passes(certificate, files);
  }
  bool const has_spec = files.size() > 1;
  Accepted const found = equivarify::audit::audit(certificate);
  if (files.size() > 2) {
    throw std::runtime_error{"a header is for a passes.certificate.json alone"};
  }
  if (has_spec) {
    equivarify::audit::check_spec(found, read(files[1]));
  }
  print(found, has_spec ? files[1] : "");
  return 0;
}

int run(std::vector<std::string> const& arguments) {
  for (std::string const& argument : arguments) {
    if (argument.empty()) {
      throw std::runtime_error{"found an empty name, expected a file"};
    }
    if (argument == "--help" || argument == "-h") {
      std::cout << usage;
      return 0;
    }
    if (argument.size() > 1 && argument.front() == '-') {
      throw std::runtime_error{"there is no option " + printable(argument, bounds::printed_bytes) +
                               " (nearest: --help); a file of this name is ./" +
                               printable(argument, bounds::printed_bytes)};
    }
  }
  if (arguments.empty() || arguments.size() > 3) {
    std::cerr << usage;
    return 2;
  }
  return judge(arguments);
}

int checked_run(std::vector<std::string> const& arguments) {
  try {
    return run(arguments);
  } catch (equivarify::audit::Refusal const& refusal) {
    std::cout << "refused: " << printable(refusal.what(), bounds::printed_bytes) << '\n';
    return 1;
  } catch (std::bad_alloc const&) {
    std::cerr << "equivarify-audit: not enough memory\n";
    return 2;
  } catch (std::exception const& error) {
    std::cerr << "equivarify-audit: " << error.what() << '\n';
    return 2;
  }
}

} // namespace

int main(int argc, char** argv) {
  int const code = checked_run({argv + 1, argv + argc});
  if (!std::cout.flush()) {
    // The reason of the first failure is gone, but one more character fails for the same.
    bool const knows = write(STDOUT_FILENO, "\n", 1) < 0;
    std::cerr << "equivarify-audit: standard output: cannot be written"
              << (knows ? ": " + std::generic_category().message(errno) : "") << '\n';
    return 2;
  }
  return code;
}
