/// \file
/// The page of `generate --target page`: its WebAssembly in Node next to a native program, and the
/// whole in Chromium.
#include <gtest/gtest.h>

#include <string>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

/// A folder of the present test, for tests may run at the same time.
std::filesystem::path own_folder(std::string const& name) {
  std::string const test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  return empty_folder("page_" + test + "_" + name);
}

/// Why pages cannot be made or run here; empty if they can.
std::string missing() {
  std::filesystem::path const folder = own_folder("tools");
  expect_success(folder, "printf '#include <vector>\\nint main() {}\\n' > tools.cpp");
  if (run_command(folder, "clang++ --target=wasm32-wasi tools.cpp -o tools.wasm").exit_code != 0) {
    return "clang for WebAssembly (lld, wasi-libc, libc++-14-dev-wasm32, ...) is not installed";
  }
  return run_command(folder, "command -v node").exit_code == 0 ? "" : "node is not installed";
}

class Page : public ::testing::Test {
protected:
  void SetUp() override {
    static std::string const reason = missing();
    if (!reason.empty()) {
      GTEST_SKIP() << reason;
    }
  }

  /// Makes the page \p name .html of the spec \p file.
  void make(std::string const& name, std::string const& file) {
    folder_ = own_folder(name);
    name_ = name;
    generate(file, "--target page");
  }

  void generate(std::string const& file, std::string const& options) const {
    expect_success(folder_, EQUIVARIFY " generate " + file + " --no-compare --output . " + options);
  }

  /// What run_page.js prints of the page.
  [[nodiscard]] std::string run_page(std::string const& words) const {
    CommandResult const result = run_command(
        folder_, "node " PROGRAM_FOLDER "/page/run_page.js " + name_ + ".html " + words);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return result.output;
  }

  /// The same network compiled for a machine without fused products, as WebAssembly is.
  void compile_native(std::string const& file) const {
    generate(file, "--inference-only");
    expect_success(folder_,
                   COMPILER " -std=c++20 -O1 -ffp-contract=off -pthread -DNETWORK=" + name_ +
                       " -DNETWORK_HEADER='\"" + name_ +
                       ".hpp\"' -I. " PROGRAM_FOLDER "/page/native.cpp -o native && "
                       "./native --pictures > pictures");
  }

  /// Nothing in the page names another place, and no name in it ends a script.
  void expect_no_outside() const {
    std::string page = read_file(folder_ / "names.html");
    EXPECT_EQ(page.find("alert(1)</script>"), std::string::npos);
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    // The only address is the name of a namespace, which is not looked up.
    std::string const name = "http://www.w3.org/2000/svg";
    std::size_t const place = page.find(name);
    ASSERT_NE(place, std::string::npos);
    page.erase(place, name.size());
    for (char const* outside : {"://", " src=", " href=", "@import", "url(", "fetch(", "import("}) {
      EXPECT_EQ(page.find(outside), std::string::npos) << outside;
    }
  }

  /// The page counts no bit for pictures that are moved rightly, and some by wrong products.
  void expect_to_count_bits() const {
    expect_success(folder_,
                   "node -e 'require(\"fs\").writeFileSync(\"pictures\", "
                   "Float32Array.from({length: 20 * 108}, (_, i) => Math.abs(Math.sin(i))))'");
    std::string const exact = run_page("turned pictures");
    EXPECT_EQ(exact.substr(0, 5), "0 of ") << exact;
    std::string const wrong = run_page("turned_wrongly pictures");
    EXPECT_NE(wrong.substr(0, 5), "0 of ") << wrong;
    EXPECT_NE(run_page("damaged").find("the weight file is damaged"), std::string::npos);
  }

  std::filesystem::path folder_;
  std::string name_;
};

TEST_F(Page, HasTheBitsOfANativeProgram) {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  GTEST_SKIP() << "this machine fuses products with sums, which WebAssembly does not";
#endif
  for (std::string const& file :
       {std::string{SPECS_FOLDER "/mnist_c4.json"}, std::string{ZOO_FOLDER "/zoo_q8.json"}}) {
    make(std::filesystem::path{file}.stem(), file);
    compile_native(file);
    EXPECT_EQ(run_page("weights weights.safetensors"), "");
    CommandResult const native = run_command(folder_, "./native weights.safetensors");
    ASSERT_EQ(native.exit_code, 0) << native.output;
    ASSERT_GT(native.output.size(), 5U * 9U);
    EXPECT_EQ(run_page("logits pictures"), native.output) << file;
  }
}

TEST_F(Page, IsWholeAndExactWhateverItsNamesAre) {
  make("names", PROGRAM_FOLDER "/page/names.json");
  expect_no_outside();
  expect_to_count_bits();
}

TEST_F(Page, IsUsedInChromium) {
  if (run_command(own_folder("chromium"), "command -v chromium").exit_code != 0) {
    GTEST_SKIP() << "chromium is not installed";
  }
  for (std::string const& file : {std::string{SPECS_FOLDER "/mnist_d4_flip.json"},
                                  std::string{PROGRAM_FOLDER "/page/names.json"}}) {
    std::string const name = std::filesystem::path{file}.stem();
    make(name, file);
    expect_success(
        folder_, "node " PROGRAM_FOLDER "/page/use_page.js chromium " + name + ".html screenshots");
  }
}

TEST(PageRefusal, NamesWhatAPageCannotShow) {
  std::filesystem::path const folder = own_folder("refused");
  std::string const generate = EQUIVARIFY " generate --target page --output . ";
  CommandResult const outputs = run_command(folder, generate + ZOO_FOLDER "/zoo_robot.json");
  EXPECT_EQ(outputs.exit_code, 2);
  EXPECT_NE(outputs.output.find("no page can be made\n"
                                "  at           /output/falls\n"
                                "  found        an output with the head \"invariant\"\n"),
            std::string::npos)
      << outputs.output;
  CommandResult const signs = run_command(folder, generate + ZOO_FOLDER "/zoo_mirror.json");
  EXPECT_EQ(signs.exit_code, 2);
  EXPECT_NE(signs.output.find("found        elements of C2 that change signs"), std::string::npos)
      << signs.output;
  CommandResult const channels = run_command(folder, generate + ZOO_FOLDER "/zoo_d4.json");
  EXPECT_EQ(channels.exit_code, 2);
  EXPECT_NE(channels.output.find("zoo_d4.json:5:22: no page can be made\n"
                                 "  at           /input/shape\n"
                                 "  found        2 channels\n"),
            std::string::npos)
      << channels.output;
}

TEST(PageRefusal, NamesThePackagesWhereThereIsNoCompiler) {
  std::filesystem::path const folder = own_folder("without_clang");
  CommandResult const result =
      run_command(folder,
                  "PATH=/nowhere " EQUIVARIFY " generate " PROGRAM_FOLDER
                  "/page/names.json --no-compare --target page --output .");
  EXPECT_EQ(result.exit_code, 2);
  for (char const* part : {"there is no program 'clang++'\n",
                           "\nA page needs clang for WebAssembly. Debian's packages: clang, lld, "
                           "wasi-libc, libc++-14-dev-wasm32, libc++abi-14-dev-wasm32, "
                           "libclang-rt-14-dev-wasm32\n"}) {
    EXPECT_NE(result.output.find(part), std::string::npos) << result.output;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "names.html"));
}

} // namespace
} // namespace equivarify::testing
