// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/message.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace engine::pool {

class Talk : public testing::Test {
protected:
    void SetUp() override
    {
        int ends[2];
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
        pool = Descriptor{ends[0]};
        worker = Descriptor{ends[1]};
    }
    Done ask(const OutgoingRequest& request) { return sendRequest(pool.get(), request, patiently(pool.get())); }
    Result<Request> hear() { return receiveRequest(worker.get(), patiently(worker.get())); }
    Done reply(const Answer& answer) { return sendAnswer(worker.get(), answer, patiently(worker.get())); }
    Result<Answer> take(std::uint64_t number, std::size_t limit = 100)
    {
        return receiveAnswer(pool.get(), number, limit, patiently(pool.get()));
    }

    Descriptor pool, worker;
};

TEST_F(Talk, bringsRequestFilesAndAnswerAcross)
{
    const Descriptor file{::open("/dev/null", O_RDONLY)};
    const std::vector<int> files(mostFiles, file.get());
    ASSERT_TRUE(ask({7, "describe", "{}", files, true}));
    const auto request = hear();
    ASSERT_TRUE(request);
    EXPECT_EQ(request->number, 7U);
    EXPECT_EQ(request->kind, "describe");
    EXPECT_EQ(request->text, "{}");
    EXPECT_TRUE(request->hasOutput);
    ASSERT_EQ(request->files.size(), mostFiles);
    EXPECT_NE(::fcntl(request->files[0].get(), F_GETFD) & FD_CLOEXEC, 0);

    ASSERT_TRUE(reply({7, std::string{"[1]"}}));
    const auto answer = take(7);
    ASSERT_TRUE(answer && answer->content);
    EXPECT_EQ(*answer->content, "[1]");
}

TEST_F(Talk, bringsAnErrorAcross)
{
    ASSERT_TRUE(reply({7, Error{ErrorCode::Damaged, "(7FE0,0010)"}}));
    const auto answer = take(7);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->content.error().code, ErrorCode::Damaged);
    EXPECT_EQ(answer->content.error().where, "(7FE0,0010)");
}

TEST_F(Talk, refusesAnotherNumberAndMoreThanTheLimit)
{
    ASSERT_TRUE(reply({8, std::string{"[1]"}}));
    EXPECT_EQ(take(7).error().code, ErrorCode::WorkerRefused);
    SetUp();
    ASSERT_TRUE(reply({7, std::string(101, ' ')}));
    EXPECT_EQ(take(7).error().code, ErrorCode::WorkerRefused);
    SetUp();
    ASSERT_TRUE(reply({7, Error{static_cast<ErrorCode>(200), {}}}));
    EXPECT_EQ(take(7).error().code, ErrorCode::WorkerRefused);
}

TEST_F(Talk, takesNoDescriptorFromAWorker)
{
    const Descriptor file{::open("/dev/null", O_RDONLY)};
    const int fd = file.get();
    // A request's way of sending, in the wrong direction.
    ASSERT_TRUE(sendRequest(worker.get(), {7, {}, "[1]", {&fd, 1}, false}, patiently(worker.get())));
    const int next = ::dup(fd);
    EXPECT_EQ(take(7).error().code, ErrorCode::WorkerRefused);
    const int after = ::dup(fd);
    EXPECT_EQ(after, next + 1) << "a descriptor came in";
    ::close(next);
    ::close(after);
}

TEST_F(Talk, seesWhenTheOtherEndIsGone)
{
    worker.close();
    EXPECT_EQ(take(7).error().code, ErrorCode::WorkerLost);
    EXPECT_EQ(ask({7, "describe", "{}", {}, false}).error().code, ErrorCode::WorkerLost);
}

}
