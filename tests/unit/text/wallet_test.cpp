#include "text/wallet.h"

#include <gtest/gtest.h>

namespace fuwake::text {
namespace {

TEST(Wallet, IsFoundByItsForm) {
  for (const char* wallet : {"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                             "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "0x52908400098527886E0F7030069857D2E4169EE7",
                             "ltc1qhzjptwpym9afcdjhs7jcz6fd0jma0l0rc0e5yr", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"})
    EXPECT_EQ(wallet_address_in(std::string("送金先: ") + wallet + "。"), wallet);
}

TEST(Wallet, IsNoWordOrNumberOfOtherKinds) {
  for (const char* text :
       {"", "123456789012345678901234567890", "https://b.example/0x5290840009852788", "bc1", "bc1 is a title",
        "Donaudampfschifffahrtsgesellschaft", "3c9f1de0a4b24c7f8e1d2a3b4c5d6e7f", "1Z999AA10123456784"})
    EXPECT_EQ(wallet_address_in(text), "") << text;
}

}  // namespace
}  // namespace fuwake::text
