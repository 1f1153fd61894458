// What fits each audience: its boards in order, its words, its prompts and its pledge.
import { audiences, type AspectId } from '../model/aspects.ts';
import type { AudiencesSource, PledgeSource, PromptsSource } from '../model/edition-source.ts';
import type { AudienceWay, Exhibition, Pledge, Prompt } from '../model/exhibition.ts';
import type { WrittenLanguage } from './present-case.ts';

/** Every audience's way; `bays` names each aspect's panels in the order of the wall. */
export function presentAudiences(
  source: AudiencesSource,
  bays: Map<AspectId, string[]>,
  pledges: PledgeSource[],
  prompts: PromptsSource,
  language: WrittenLanguage,
): Exhibition['audiences'] {
  const ways = audiences.map((audience): [string, AudienceWay] => {
    const way = source[audience];
    const own = prompts.filter((prompt) => prompt.audiences?.includes(audience));
    const general = prompts.filter((prompt) => !prompt.audiences);
    const asks = Object.entries(way.askEachOther ?? {}).map(([id, text]) => [id, text[language]]);
    return [
      audience,
      {
        path: way.path,
        order: [...new Set([...way.path, ...way.bays.flatMap((aspect) => bays.get(aspect) ?? [])])],
        opening: way.opening[language],
        closing: way.closing[language],
        prompts: [...own, ...general].map(({ id }) => id),
        pledge: requirePledge(pledges, audience),
        together: way.together === true,
        askEachOther: Object.fromEntries(asks) as Record<string, string>,
      },
    ];
  });
  return Object.fromEntries(ways) as Exhibition['audiences'];
}

export function presentPledge(pledge: PledgeSource, language: WrittenLanguage): Pledge {
  return {
    ...pledge,
    title: pledge.title[language],
    preamble: pledge.preamble[language],
    articles: pledge.articles.map((article) => article[language]),
    closing: pledge.closing[language],
  };
}

export function presentPrompt(prompt: PromptsSource[number], language: WrittenLanguage): Prompt {
  return {
    id: prompt.id,
    text: prompt.text[language],
    starts: prompt.starts[language],
    audiences: prompt.audiences ?? [],
  };
}

function requirePledge(pledges: PledgeSource[], audience: (typeof audiences)[number]): string {
  const pledge = pledges.find((candidate) => candidate.audiences.includes(audience));
  if (!pledge) throw new Error(`no pledge for ${audience}; run the check first`);
  return pledge.id;
}
