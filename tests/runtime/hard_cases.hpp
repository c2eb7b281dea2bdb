/// \file
/// Where elementary functions are hard to round.
#ifndef EQUIVARIFY_TESTS_RUNTIME_HARD_CASES_HPP
#define EQUIVARIFY_TESTS_RUNTIME_HARD_CASES_HPP

#include <string>
#include <vector>

namespace equivarify::runtime::testing {

/// A float whose value lies next to the middle between two floats, and the nearer of the two, by
/// MPFR 4.2 with 24 bits.
struct HardCase {
  std::string function;
  float x;
  float y;
};

inline std::vector<HardCase> const hard_cases{
    {"exp", 0x1.8d7cb6p-12F, 0x1.0018dap+0F},    {"exp", 0x1.cb763ap-12F, 0x1.001cbap+0F},
    {"exp", 0x1.344e9cp-5F, 0x1.09d174p+0F},     {"exp", 0x1.cce332p+0F, 0x1.834f4cp+2F},
    {"exp", 0x1.036492p+1F, 0x1.e59a28p+2F},     {"exp", 0x1.62b666p+1F, 0x1.ff48fap+3F},
    {"exp", 0x1.97f0f6p+4F, 0x1.b8a17cp+36F},    {"exp", 0x1.112856p+6F, 0x1.6f498ap+98F},
    {"exp", -0x1.c1c4b8p-10F, 0x1.ff1f4ep-1F},   {"exp", -0x1.6e1ddp-8F, 0x1.fd25dp-1F},
    {"exp", -0x1.e1dbe2p-8F, 0x1.fc3fd2p-1F},    {"exp", -0x1.548c34p-7F, 0x1.fab4dcp-1F},
    {"exp", -0x1.71e81ep-6F, 0x1.f491e8p-1F},    {"exp", -0x1.7acc62p+3F, 0x1.e51c66p-18F},
    {"exp", -0x1.d2259ap+3F, 0x1.fa6636p-22F},   {"expm1", 0x1.4a9cf4p-11F, 0x1.4ab7a6p-11F},
    {"expm1", 0x1.d1e228p-10F, 0x1.d24c32p-10F}, {"expm1", 0x1.469ca6p-9F, 0x1.4704e8p-9F},
    {"expm1", 0x1.c87e36p-9F, 0x1.c949f4p-9F},   {"expm1", 0x1.787854p-6F, 0x1.7cd41ep-6F},
    {"expm1", 0x1.84a5bap-4F, 0x1.97aed6p-4F},   {"expm1", 0x1.cce332p+0F, 0x1.434f4cp+2F},
    {"expm1", 0x1.036492p+1F, 0x1.a59a28p+2F},   {"expm1", 0x1.62b666p+1F, 0x1.df48fap+3F},
    {"expm1", -0x1.f676d8p-9F, -0x1.f5809cp-9F}, {"expm1", -0x1.bc1a6p-6F, -0x1.b6235cp-6F},
    {"expm1", -0x1.d3dc32p+3F, -0x1.fffffp-1F},  {"tanh", 0x1.86fbc4p-10F, 0x1.86fbb2p-10F},
    {"tanh", 0x1.a83722p-6F, 0x1.a81eep-6F},     {"tanh", 0x1.dc0accp-2F, 0x1.bc797cp-2F},
    {"tanh", 0x1.5969ap+2F, 0x1.fffaap-1F},      {"erf", 0x1.800afap-12F, 0x1.b15892p-12F},
    {"erf", 0x1.4b473ap-9F, 0x1.75ce82p-9F},
};

} // namespace equivarify::runtime::testing

#endif
