// Of several links that deceive alike each is told of, for each is marked in the message pane; one of them counts.
#include "evidence/examine.h"
#include "evidence/links/about_link.h"

namespace fuwake::evidence {
namespace {

// "id: domain, domain": of each deception about links the domains of its link and of the others.
std::vector<std::string> deceptions_in(const Case& one) {
  std::vector<std::string> out;
  for (const Finding& finding : examine(one)) {
    if (finding.kind() != Kind::deception || finding.family() != Family::links) continue;
    out.push_back(finding.id() + ": " + finding.arguments.at("domain"));
    for (const Finding& other : finding.others) {
      EXPECT_TRUE(other.is(finding.type.get()) || other.kind() == Kind::deception);
      out.back() += ", " + other.arguments.at("domain");
    }
  }
  return out;
}

std::string shows(const std::string& shown, const std::string& domain) {
  return "<a href=https://" + domain + "/x>https://" + shown + "/</a> ";
}

TEST(LinksAlike, AreEachToldOf) {
  struct Row {
    const char* what;
    std::string body;
    std::vector<std::string> deceptions;
  };
  const std::string paypal = shows("www.paypal.com", "one.example");
  for (const Row& row : {
           Row{"one", paypal, {"link.text-shows-brand: one.example"}},
           Row{"two",
               paypal + shows("www.amazon.com", "two.example"),
               {"link.text-shows-brand: one.example, two.example"}},
           Row{"twice to one target",
               paypal + paypal + shows("www.amazon.com", "two.example") + paypal,
               {"link.text-shows-brand: one.example, two.example"}},
           Row{"one that is only unusual, before and behind",
               shows("www.c.example.com", "zero.example") + paypal + shows("www.d.example.com", "three.example"),
               {"link.text-shows-brand: one.example"}},
           Row{"domains within hosts",
               "<a href=https://www.paypal.com.one.top/>x</a><a href=https://www.amazon.com.two.top/>x</a>",
               {"link.domain-in-host: one.top, two.top"}},
           Row{"what stands before an @",
               "<a href=https://www.paypal.com@one.top/>x</a><a href=https://www.amazon.com@two.top/>x</a>",
               {"link.userinfo: one.top, two.top"}},
           Row{"domains in the path",
               "<a href=https://one.top/www.paypal.com/>x</a><a href=https://two.top/www.amazon.com/>x</a>",
               {"link.brand-in-path: one.top, two.top"}},
       })
    EXPECT_EQ(deceptions_in(html(row.body)), row.deceptions) << row.what;
}

TEST(LinksAlike, AreNoMoreThanThePaneMarks) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += shows("www.paypal.com", "a" + std::to_string(i) + ".example");
  const Findings findings = examine(html(many));
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.id() == "link.text-shows-brand"; });
  ASSERT_NE(found, findings.end());
  EXPECT_EQ(found->others.size(), 300U);
}

}  // namespace
}  // namespace fuwake::evidence
