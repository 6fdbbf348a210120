"""What "And obesity?" takes the place of in the question before."""

# ruff: noqa: E501 - the tables of follow-ups read better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.swapping import stripped, swapped


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        # those that are counted off
        ("What is reference 2?", "And the third?", "What is reference 3?"),
        ("What is reference 2?", "And the next one?", "What is reference 3?"),
        ("What is reference [2]?", "And 5?", "What is reference [5]?"),
        ("What does table 4 show?", "And the previous one?", "What does table 3 show?"),
        ("What is reference 2?", "And the one by Stone?", "What is the reference by Stone?"),
        ("What does table 1 show?", "And the previous one?", "What does the previous one show?"),
        ("What does section 3 say about the second phase?", "And the first?", "What does section 3 say about the first phase?"),
        ("What do tables 1 and 2 show?", "And the third?", "What do tables 1 and 2 show: the third?"),
        # what is done, and what is said, is no part of the thing
        ("Did the reform help small firms?", "And large firms?", "Did the reform help large firms?"),
        ("Did the new tax law hurt old people?", "And young people?", "Did the new tax law hurt young people?"),
        ("Who helped small firms?", "And large firms?", "Who helped large firms?"),
        ("Why did prices in Rome rise?", "And in Paris?", "Why did prices in Paris rise?"),
        ("Where did people in Lima live in May?", "And in June?", "Where did people in Lima live in June?"),
        ("Is the tax on sugar effective?", "And on salt?", "Is the tax on salt effective?"),
        ("Is the tax on sugar effective?", "And salt?", "Is the tax on salt effective?"),
        ("Did the price of rice rise?", "And wheat?", "Did the price of wheat rise?"),
        ("Why did the central bank of Orlia raise rates?", "And unemployment?", "Why did the unemployment of Orlia raise rates?"),
        ("What do people think of rain?", "And snow?", "What do people think of snow?"),
        # nor is "accurate" in "how accurate", "part" in "took part", or "minimum" of all things
        ("How accurate is the chatbot?", "And the doctor?", "How accurate is the doctor?"),
        ("Who took part in the trial?", "And the survey?", "Who took part in the survey?"),
        ("Do minimum wages cost jobs?", "And youth employment?", "Do youth employment cost jobs?"),
        ("What was the average wage?", "And pension?", "What was the average pension?"),
        # another time
        ("Who ran the market before 1962?", "And after?", "Who ran the market after 1962?"),
        ("How many came by 2010?", "And today?", "How many came today?"),
        # what is done something to, or spoken about
        ("Should we run a small port?", "And the dock?", "Should we run the dock?"),
        ("Which papers discuss smoking?", "And obesity?", "Which papers discuss obesity?"),
        ("Which papers discuss smoking?", "And what about obesity?", "Which papers discuss obesity?"),
        ("How many children had RSV?", "And influenza?", "How many children had influenza?"),
        ("How many children had RSV in 2019?", "And influenza?", "How many children had influenza in 2019?"),
        ("How many patients received remdesivir?", "And placebo?", "How many patients received placebo?"),
        ("What does the paper say about smoking?", "And obesity?", "What does the paper say about obesity?"),
        ("What is known about smoking?", "And obesity?", "What is known about obesity?"),
        ("Which companies sell apples?", "And pears?", "Which companies sell pears?"),
        ("Which countries export apples?", "And pears?", "Which countries export pears?"),
        ("Who discovered penicillin?", "And insulin?", "Who discovered insulin?"),
        ("Which method did they use for storage?", "And transport?", "Which method did they use for transport?"),
        # many take the place of many, one of one
        ("How many children had RSV?", "And adults?", "How many adults had RSV?"),
        ("How many growers are there?", "And merchants?", "How many merchants are there?"),
        ("How many entries did the export list have?", "And parcels?", "How many parcels did the export list have?"),
        ("Which drugs reduce mortality?", "And vaccines?", "Which vaccines reduce mortality?"),
        ("What is the prevalence of asthma in children?", "And adults?", "What is the prevalence of asthma in adults?"),
        ("What is the prevalence of asthma in children?", "And diabetes?", "What is the prevalence of diabetes in children?"),
        ("What is the price of apples?", "And pears?", "What is the price of pears?"),
        ("What are the risks of storage?", "And benefits?", "What are the benefits of storage?"),
        # a name takes the place of a name
        ("What F1 does BERT reach?", "And GPT-2?", "What F1 does GPT-2 reach?"),
        ("What was the accuracy of BERT on SQuAD?", "And GPT-2?", "What was the accuracy of GPT-2 on SQuAD?"),
        ("What is the R0 of SARS-CoV-2?", "And MERS?", "What is the R0 of MERS?"),
        ("What is known about the origin of SARS-CoV-2?", "And MERS?", "What is known about the origin of MERS?"),
        ("What is the prevalence of asthma?", "And COPD?", "What is the prevalence of COPD?"),
        ("What profit does Redleaf make in Spain?", "And Orchard Union?", "What profit does Orchard Union make in Spain?"),
        ("When was the first shop in Rome opened?", "And Paris?", "When was the first shop in Paris opened?"),
        ("What did the Bank of China report?", "And the Bank of Japan?", "What did the Bank of Japan report?"),
        ("What did the Bank of China report?", "And Alibaba?", "What did Alibaba report?"),
        ("What is the population of the Netherlands?", "And Spain?", "What is the population of Spain?"),
        ("What is the population of the Netherlands?", "And the UK?", "What is the population of the UK?"),
        ("Who is Cai?", "And Moss?", "Who is Moss?"),
        # "the" and a measure: that is asked for instead
        ("What was the accuracy of BERT on SQuAD?", "And the F1?", "What was the F1 of BERT on SQuAD?"),
        ("What was the accuracy of BERT on SQuAD?", "And the F1 of GPT-2?", "What was the F1 of GPT-2 on SQuAD?"),
        ("What was the accuracy of BERT on SQuAD?", "And on MNLI?", "What was the accuracy of BERT on MNLI?"),
        ("What F1 does BERT reach?", "And the accuracy?", "What accuracy does BERT reach?"),
        ("What is the prevalence of asthma?", "And the incidence?", "What is the incidence of asthma?"),
        ("What was the sensitivity of the test?", "And specificity?", "What was the specificity of the test?"),
        # a place that opens the question ends at its comma
        ("In northern Spain, what trees were counted?", "In Italy?", "In Italy, what trees were counted?"),
        ("In northern Spain, what trees were counted in spring?", "In autumn?", "In northern Spain, what trees were counted in autumn?"),
        ("What does customs clearance cost?", "And storage?", "What does storage cost?"),
        ("How many nurses work there?", "And doctors?", "How many doctors work there?"),
        ("How many beds are there?", "And the number of nurses?", "How many nurses are there?"),
        # the most, the largest and the average of something else, or of the same
        ("What was the most common virus?", "And bacteria?", "What was the most common bacteria?"),
        ("What was the average age?", "And weight?", "What was the average weight?"),
        ("What was the largest harvest?", "And the smallest?", "What was the smallest harvest?"),
        ("Which virus was found in most children?", "And adults?", "Which virus was found in most adults?"),
        ("How many parcels were exported?", "And imported?", "How many parcels were imported?"),
        # what something is said of
        ("Does smoking cause cancer?", "And obesity?", "Does obesity cause cancer?"),
        ("Is cold storage scarce?", "And labour?", "Is labour scarce?"),
        ("Why are transport costs high?", "And wages?", "Why are wages high?"),
        ("How can growers reduce costs?", "And merchants?", "How can merchants reduce costs?"),
        ("How was RSV detected?", "And influenza?", "How was influenza detected?"),
        ("What is compliance risk?", "And hedging?", "What is hedging?"),
        # numbered things
        ("What is section 3.2 about?", "And section 4?", "What is section 4 about?"),
        ("What does page 2 say?", "And the last page?", "What does the last page say?"),
        ("What does page 2 say?", "And the next?", "What does page 3 say?"),
        ("What does the last page say?", "And page 2?", "What does page 2 say?"),
        ("Summarise section 3.", "And the last section?", "Summarise the last section?"),
        ("What does page 2 say?", "And the last section?", "What does the last section say?"),
        ("What F1 does it reach on the German poems?", "And on the English ones?", "What F1 does it reach on the English poems?"),
        ("How many poems are English?", "And German ones?", "How many poems are German?"),
        ("Which poems are long?", "short ones?", "Which poems are short?"),
        ("Which towns are most dynamic?", "And the least dynamic ones?", "Which towns are the least dynamic?"),
        ("How many poems were found?", "And German ones?", "How many German poems were found?"),
        ("How many poems are there?", "And German ones?", "How many German poems are there?"),
        ("What does Figure 2 show?", "And Figure 3?", "What does Figure 3 show?"),
        ("Where is [4] cited?", "And [5]?", "Where is [5] cited?"),
        # papers
        ("What did Stone et al. find?", "What about Rivers et al.?", "What did Rivers et al. find?"),
        ("What did Stone et al. find?", "And Rivers (2012)?", "What did Rivers (2012) find?"),
        ("What did Stone et al. find?", "And Rivers?", "What did Rivers find?"),
        ("What does rivers-2012 propose?", "And stone-2014?", "What does stone-2014 propose?"),
        ("Who wrote the paper on smoking?", "And the paper on obesity?", "Who wrote the paper on obesity?"),
        ("Who wrote the paper on smoking?", "And the one on obesity?", "Who wrote the paper on obesity?"),
        ("What are the limits of the frost study?", "And the Malawi one?", "What are the limits of the Malawi paper?"),
        ("Who wrote the frost paper?", "And the hay fever one?", "Who wrote the hay fever paper?"),
        ("What are the limits of the frost study?", "For the Malawi study?", "What are the limits of the Malawi study?"),
        ("In the frost review, what trees were counted?", "In the Malawi paper?", "In the Malawi paper, what trees were counted?"),
        ("Who wrote the paper on smoking?", "And obesity?", "Who wrote the paper on obesity?"),
        ("What did the paper on smoking find?", "And the paper by Stone?", "What did the paper by Stone find?"),
        ("What does the paper say about smoking?", "And the abstract?", "What does the abstract say about smoking?"),
        ("What does the storage paper say about prices?", "And the roads?", "What does the storage paper say about the roads?"),
        ("How many growers of the frost study lost plums?", "And pears?", "How many growers of the frost study lost pears?"),
        ("How many growers of the frost study lost plums?", "What about the mean yield per tree?", "What is the mean yield per tree of the frost study?"),
        # a grade alone takes the place of the grade, and the thing stays
        ("When was the first case reported in Wuhan?", "And the last?", "When was the last case reported in Wuhan?"),
        ("When was the first case reported in Wuhan?", "And the second?", "When was the second case reported in Wuhan?"),
        ("What is the first stage of development?", "And the second?", "What is the second stage of development?"),
        ("What is the average age of the patients?", "And the median?", "What is the median age of the patients?"),
        ("What is the average age of the patients?", "And the minimum?", "What is the minimum age of the patients?"),
        ("What was the mean age?", "And the maximum?", "What was the maximum age?"),
        ("What is the median age?", "And mean?", "What is the mean age?"),
        ("What is the main problem?", "And the second?", "What is the second problem?"),
        ("What was the largest harvest?", "And the average?", "What was the average harvest?"),
        ("What is the largest city?", "And the second?", "What is the second city?"),
        # what is contrary to a part of the phrase takes the rest of the phrase along
        ("What was the export volume in 2019?", "And the imports?", "What was the imports volume in 2019?"),
        ("What is the urban population of Spain?", "And rural?", "What is the rural population of Spain?"),
        ("Why did exports fall?", "And imports?", "Why did imports fall?"),
        # what is done is none of what is exchanged
        ("What causes inflation in Turkey?", "And unemployment?", "What causes unemployment in Turkey?"),
        ("According to Zhang et al., what drives growth?", "And exports?", "According to Zhang et al., what drives exports?"),
        ("Which model performs best?", "And second?", "Which model performs best: second?"),
        ("Which model performs best?", "And worst?", "Which model performs worst?"),
        ("In which year was the zone set up?", "And approved?", "In which year was the zone approved?"),
        ("How do they measure trust?", "And privacy?", "How do they measure privacy?"),
        ("What year did Henan open its first bonded warehouse?", "And Hubei?", "What year did Hubei open its first bonded warehouse?"),
        ("Who measures trust?", "And privacy?", "Who measures privacy?"),
        ("How do the authors measure trust?", "And privacy?", "How do the authors measure privacy?"),
        ("What determines house prices in China?", "And wages?", "What determines wages in China?"),
        ("When was the zone set up?", "And closed?", "When was the zone closed?"),
        ("Which countries signed the treaty?", "And ratified?", "Which countries signed the treaty: ratified?"),
        ("Which model performs best?", "And dataset?", "Which dataset performs best?"),
        ("Which model performs the best?", "And tool?", "Which tool performs the best?"),
        # a capital that opens a follow-up makes no name
        ("What percentage of women had anxiety?", "Men?", "What percentage of men had anxiety?"),
        ("Which papers discuss smoking?", "Obesity?", "Which papers discuss obesity?"),
        ("When was the first shop in Rome opened?", "Paris?", "When was the first shop in Paris opened?"),
        ("What did Stone et al. find?", "Rivers et al.?", "What did Rivers et al. find?"),
        # where it is said
        ("What does the paper say about trust?", "And section 3?", "What does section 3 say about trust?"),
        ("What does the paper say about trust?", "And section 3.2?", "What does section 3.2 say about trust?"),
        ("What does the paper say about trust?", "And table 2?", "What does table 2 say about trust?"),
        ("What is the price of apples?", "And section 3?", "What is the price of apples in section 3?"),
        ("What does the paper say about trust?", "And about privacy?", "What does the paper say about privacy?"),
        ("What is known on trust?", "And about privacy?", "What is known on privacy?"),
        # one of two that are compared
        ("Compare BERT and GPT.", "And ELMo?", "Compare BERT and ELMo?"),
        ("What is the difference between BERT and GPT?", "And ELMo?", "What is the difference between BERT and ELMo?"),
        ("How do BERT and GPT differ?", "And ELMo?", "How do BERT and ELMo differ?"),
        ("What was the price of apples and pears?", "And plums?", "What was the price of plums?"),
        # who wrote it
        ("What does the study by Smith and Jones (2010) report?", "And Li (2012)?", "What does the study by Li (2012) report?"),
        ("What does the study by Smith report?", "And Li?", "What does the study by Li report?"),
    ],
)  # fmt: skip
def test_what_is_new_takes_the_place_of_what_is_like_it(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


def test_nothing_is_exchanged_where_nothing_is_named() -> None:
    assert swapped("Who wrote this?", "the survey") == "What is said about the survey?"


@pytest.mark.parametrize(
    ("before", "new", "made"),
    [
        ("How heavy would it be (dark matter field)?", "neutrinos", "How heavy would it be (neutrinos)?"),
        ("How can it be avoided (compliance risk)?", "the financial risks", "How can it be avoided (financial risks)?"),
        ("Who wrote about it (trade in Spain)?", "Italy", "Who wrote about it (trade in Italy)?"),
        ("How old were they (children, the frost paper)?", "adults", "How old were they (adults, the frost paper)?"),
        # what the question itself names is exchanged, and what it took over stays
        ("How common is it in women (hay fever)?", "men", "How common is it in men (hay fever)?"),
        ("How much of that was exports (trade 2019)?", "imports", "How much of that was imports (trade 2019)?"),
        ("How common is it (hay fever)?", "in Italy", "How common is it in Italy (hay fever)?"),
        ("How common is it (hay fever)?", "in 2018", "How common is it in 2018 (hay fever)?"),
        ("How common is it (hay fever 2019)?", "in 2018", "How common is it (hay fever 2018)?"),
    ],
)  # fmt: skip
def test_what_was_taken_over_is_exchanged_whole_or_left(before: str, new: str, made: str) -> None:
    assert swapped(before, new) == made


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("What did Stone et al.?", "What did Stone et al."),
        ("Stone et al", "Stone et al."),
        ("Apples!", "Apples"),
        ("", ""),
    ],
)
def test_the_point_of_et_al_is_no_end_of_a_question(typed: str, bare: str) -> None:
    assert stripped(typed) == bare


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("How can growers ensure it (safety)?", "And the state?", "How can the state ensure it (safety)?"),
        ("What do nurses earn there (Malawi)?", "And doctors?", "What do doctors earn there (Malawi)?"),
        ("Who is supposed to mend it (quay)?", "And the owners?", "Who is supposed to mend it: the owners (quay)?"),
        ("Can people spot them (forged letters)?", "And software?", "Can people spot them: software (forged letters)?"),
        ("Is fog the cause (ferries late)?", "What about strong winds?", "Is strong winds the cause (ferries late)?"),
        # what "it" stands for gives way to another of its kind
        ("How do doctors treat it (asthma)?", "And hay fever?", "How do doctors treat it (hay fever)?"),
        ("How does frost harm them (plums)?", "And pears?", "How does frost harm them (pears)?"),
        ("Does it replace people (steam)?", "And diesel?", "Does it replace people (diesel)?"),
        ("Who has to mend it (quay)?", "And the lock?", "Who has to mend it (lock)?"),
        ("Can ferries be repaired (Oslo)?", "And Bergen?", "Can ferries be repaired (Bergen)?"),
        ("What do the authors say about it (frost)?", "And the state?", "What do the authors say about it (state)?"),
    ],
)  # fmt: skip
def test_who_does_it_gives_way_to_another_who_could_and_it_stays_spoken_of(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "Told. [1]")]) == searched


@pytest.mark.parametrize(
    ("before", "searched"),
    [
        ("Is fog a danger for ships?", "Is fog a danger for ships for women?"),
        ("Is fog a danger for mice?", "Is fog a danger for women?"),
        ("Is fog a danger for young men?", "Is fog a danger for women?"),
        ("For freight, what is the toll?", "For freight, what is the toll for women?"),
    ],
)
def test_people_are_added_to_a_thing_and_take_the_place_of_people(
    before: str, searched: str
) -> None:
    assert resolve("Also for women?", [Turn(before, "Told. [1]")]) == searched
