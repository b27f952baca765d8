"""From a planned letter to its words: everything that will stand on the page, as text."""

from __future__ import annotations

from collections.abc import Mapping

from advocacy_cli.composing import address
from advocacy_cli.composing.citations import Citations
from advocacy_cli.composing.markdown import marked_english, to_html
from advocacy_cli.composing.sandbox import TemplateTexts
from advocacy_cli.composing.variables import variables_for
from advocacy_cli.composing.words import format_date, words
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.forms import ByGender, Wording
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.law import Law
from advocacy_cli.model.letters import ComposedLetter, Letter
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.templates import LetterTemplate


class Composer:
    """Composes letters of one campaign; texts are compiled once and kept."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._texts: dict[str, TemplateTexts] = {}

    def compose(self, letter: Letter) -> ComposedLetter:
        """The letter in words.

        Raises:
            AdvocacyError: a form of address, a subject or a word of the text is missing, or the
                text is not right. Its problems point into the file to mend.
        """
        template = self._campaign.templates[letter.key.template]
        language, sender = letter.key.language, letter.sender
        wording = self._wording(letter.addressee, language)
        subject = _subject(template, language)
        envelope = address.envelope_lines(letter, wording)
        delivery = letter.delivery_point.address
        delivery_country = delivery.country if delivery else sender.country
        own = words(language)
        body, annex = self._body(letter, template)
        return ComposedLetter(
            language=language,
            direction=LANGUAGES[language].direction,
            title=subject,
            return_address=address.return_address(sender, delivery_country),
            sender_lines=address.sender_lines(sender, delivery_country),
            address=envelope.full,
            short_address=envelope.short,
            date=format_date(letter.date, language, sender.country),
            reference_label=own.reference,
            reference=letter.reference,
            subject=subject,
            salutation=_salutation(letter.addressee, wording, language),
            body=body,
            closing=_closing(letter.addressee, wording, language),
            signatures=tuple(address.signature(s) for s in (sender, *letter.co_signers)),
            enclosures_label=own.enclosures,
            enclosures=tuple(entry.best(language) for entry in template.enclosures),
            copies_label=own.copies,
            copies=tuple(address.copy_line(copy, language) for copy in letter.copies),
            page_label=own.page,
            specimen=own.specimen if letter.is_specimen else "",
            max_pages=template.max_pages,
            annex=annex,
        )

    def _wording(self, addressee: Recipient, language: str) -> Wording:
        form = self._campaign.forms.get(addressee.form)
        if form is None:
            raise AdvocacyError(
                Problem(
                    "unknown_form",
                    f"there is no form of address {addressee.form!r}",
                    where=addressee.where,
                    hint=f"these are: {', '.join(self._campaign.forms)}",
                )
            )
        wording = form.wording(language)
        if wording is None:
            raise AdvocacyError(
                Problem(
                    "no_wording",
                    f"the form of address {addressee.form!r} has no wording in"
                    f" {LANGUAGES[language].name}",
                    where=addressee.where,
                    hint=f"write in {', '.join(form.wordings)} with --lang,"
                    " or add the wording to forms_of_address.yaml",
                )
            )
        return wording

    def _body(self, letter: Letter, template: LetterTemplate) -> tuple[str, str]:
        """The text and the annex as HTML; the annex is empty where there is none."""
        campaign, language = self._campaign, letter.key.language
        texts = self._texts.get(template.id)
        if texts is None:
            texts = self._texts[template.id] = TemplateTexts(template, campaign.law)
        variables = variables_for(letter, campaign)
        body = texts.render(language, variables)
        annex = texts.render_annex(language, variables)
        citations = variables["law_annex"]
        assert isinstance(citations, Citations)
        english = citations.in_english
        return (
            marked_english(to_html(body, language), english),
            marked_english(to_html(annex, language), english),
        )


def check_text(
    template: LetterTemplate, language: str, law: Mapping[str, Law] = {}
) -> list[Problem]:
    """What is wrong with a template's text in `language`, told without composing a letter.

    It finds bad syntax, what letters may not use, includes of what there is not, law that is not
    known, and unknown variables, in the text, its annex and the parts it includes.
    """
    return TemplateTexts(template, law).check(language)


def _subject(template: LetterTemplate, language: str) -> str:
    subject = template.subject.exactly(language)
    if subject is None:
        raise AdvocacyError(
            Problem(
                "no_subject",
                f"{template.id} has no subject in {LANGUAGES[language].name}",
                where=template.where,
                hint=f"add `{language}:` below `subject:` in template.yaml",
            )
        )
    return subject


def _salutation(addressee: Recipient, wording: Wording, language: str) -> str:
    own = addressee.salutation and addressee.salutation.exactly(language)
    if own:
        return own
    if addressee.holder:
        return _said_to(addressee, wording.salutation, language)
    return _said_to(addressee, wording.unnamed_salutation or wording.salutation, language)


def _closing(addressee: Recipient, wording: Wording, language: str) -> str:
    own = addressee.closing and addressee.closing.exactly(language)
    return own or _said_to(addressee, ByGender(any=wording.closing), language)


def _said_to(addressee: Recipient, line: ByGender, language: str) -> str:
    """A line of the form of address, filled in.

    Raises:
        AdvocacyError: it speaks of what is not known of the addressee.
    """
    text = line.of(addressee.holder.gender if addressee.holder else None)
    said = address.filled(text, address.fields_of(addressee, language))
    if not said:
        raise AdvocacyError(
            Problem(
                "not_known",
                f"{addressee.id} has not what its form of address needs to say {text!r}",
                where=addressee.where,
                hint="add it to the recipient, or give it a `salutation:` or `closing:` of its own",
            )
        )
    return said
