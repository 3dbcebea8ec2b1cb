"""The catalogue of everything a viewer can be allowed: `<app>:<thing>:<verb>`."""

from enum import StrEnum


class Ability(StrEnum):
    """One name per thing a viewer can be allowed; an ability without a rule is held by nobody."""

    # kernel
    SUBJECT_READ = "kernel:subject:read"
    HEALTH_READ = "kernel:health:read"

    # people
    SIGN_IN = "people:account:sign_in"
    OWN_ACCOUNT_CHANGE = "people:account:change"
    DOSSIER_READ = "people:dossier:read"
    TEAM_BEGIN = "people:team:begin"
    TEAM_INVITE = "people:team:invite"
    COUNCIL_NOTE = "people:council:note"
    ROLE_GIVE = "people:role:give"
    ACCOUNTS_MANAGE = "people:accounts:manage"
    UNIT_READ = "people:unit:read"

    # work
    HOME_READ = "work:home:read"
    TEAM_READ = "work:team:read"
    PROCESS_READ = "work:process:read"
    SERVICE_READ = "work:service:read"

    # share
    FIND = "share:known:find"
    QUESTION_ASK = "share:question:ask"
    EXPERIENCE_TELL = "share:experience:tell"
    QUESTION_READ = "share:question:read"
    EXPERIENCE_READ = "share:experience:read"
    REPLY_WRITE = "share:reply:write"
    REPLY_THANK = "share:reply:thank"
    QUESTION_SETTLE = "share:question:settle"
    QUESTION_JOIN = "share:question:join"
    TEXT_REVISE = "share:text:revise"
    TEXT_WITHDRAW = "share:text:withdraw"
    TEXT_ERASE = "share:text:erase"
    VERSIONS_READ = "share:versions:read"
    MINE_READ = "share:mine:read"


# What somebody may do who came by the link of one mail: that one thread, and what visitors may.
WITHIN_A_PASS = frozenset(
    {
        Ability.SIGN_IN,
        Ability.DOSSIER_READ,
        Ability.HEALTH_READ,
        Ability.SUBJECT_READ,
        Ability.QUESTION_READ,
        Ability.EXPERIENCE_READ,
        Ability.REPLY_WRITE,
        Ability.REPLY_THANK,
        Ability.QUESTION_SETTLE,
    }
)
